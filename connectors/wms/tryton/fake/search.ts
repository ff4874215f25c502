import { SCHEMA } from './schema';
import type { Row, Tables } from './tables';
import { TrytonFault } from './tryton-fault';

export interface SearchParams {
  domain: unknown[];
  offset: number;
  limit: number | null;
  order: [string, string][] | null;
}

/** Rows in order that fit the domain. */
export function search(tables: Tables, model: string, params: SearchParams): Row[] {
  const { domain, offset, limit, order } = params;
  const found = tables.all(model).filter((row) => fits(tables, model, row, domain));
  for (const [field, direction] of [...(order ?? [['id', 'ASC']])].reverse() as [string, string][])
    found.sort((one, other) => {
      const less = sortable(one[field]) < sortable(other[field]) ? -1 : 1;
      const sign = sortable(one[field]) === sortable(other[field]) ? 0 : less;
      return direction.startsWith('DESC') ? -sign : sign;
    });
  return found.slice(offset, limit === null ? undefined : offset + limit);
}

/** A domain is a list of conditions that all hold, or of alternatives when it begins with `OR`. */
function fits(tables: Tables, model: string, row: Row, domain: unknown[]): boolean {
  const [first, ...rest] = domain;
  if (first === 'OR') return rest.some((each) => fits(tables, model, row, each as unknown[]));
  if (typeof first === 'string') return meets(tables, model, row, domain as Condition);
  return domain.every((each) => fits(tables, model, row, each as unknown[]));
}

type Condition = [field: string, operator: string, value: unknown];

function meets(tables: Tables, model: string, row: Row, [field, operator, wanted]: Condition): boolean {
  const dot = field.indexOf('.');
  if (dot >= 0) {
    const [head, rest] = [field.slice(0, dot), field.slice(dot + 1)];
    const target = SCHEMA[model]?.[head]?.to;
    if (target === undefined) throw TrytonFault.exception(`'${head}'`);
    return tables
      .related(model, row, head)
      .some((each) => meets(tables, target, each, [rest, operator, wanted]));
  }
  const value = row[field] ?? null;
  switch (operator) {
    case '=':
      return value === wanted;
    case '!=':
      return value !== wanted;
    case 'in':
      return (wanted as unknown[]).includes(value);
    case '>':
      return value !== null && sortable(value) > sortable(wanted);
    case '>=':
      return value !== null && sortable(value) >= sortable(wanted);
    case 'child_of':
      return isWithin(tables, value, wanted as number[]);
    default:
      throw TrytonFault.exception(`operator ${operator}`);
  }
}

function isWithin(tables: Tables, location: unknown, roots: readonly number[]): boolean {
  if (typeof location !== 'number') return false;
  return (
    roots.includes(location) || isWithin(tables, tables.get('stock.location', location)['parent'], roots)
  );
}

/** Numbers as they are; dates and times as text; nothing before all. */
function sortable(value: unknown): string | number {
  if (typeof value === 'number') return value;
  if (value === null || value === undefined) return '';
  if (typeof value !== 'object') return String(value);
  return Object.values(value)
    .filter((part) => typeof part === 'number')
    .map((part) => part.toString().padStart(6, '0'))
    .join('');
}
