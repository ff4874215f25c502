import { SCHEMA } from './schema';
import type { Row, Tables } from './tables';

/** Fields that Tryton computes when they are asked for. */
export type ComputedField = (row: Row) => unknown;
export type ComputedFields = Readonly<Record<string, Readonly<Record<string, ComputedField>>>>;

/** A row as `read` answers it: `product.code` comes as `{ 'product.': { code, id } }`. */
export function readFields(
  tables: Tables,
  computed: ComputedFields,
  model: string,
  row: Row,
  fields: readonly string[],
): Row {
  const answer: Row = { id: row.id };
  const nested = new Map<string, string[]>();
  for (const field of fields) {
    const dot = field.indexOf('.');
    if (dot < 0) answer[field] = valueOf(tables, computed, model, row, field);
    else {
      const head = field.slice(0, dot);
      nested.set(head, [...(nested.get(head) ?? []), field.slice(dot + 1)]);
    }
  }
  for (const [head, rest] of nested) {
    const relation = SCHEMA[model]![head]!;
    const rows = tables
      .related(model, row, head)
      .map((each) => readFields(tables, computed, relation.to, each, rest));
    answer[`${head}.`] = relation.kind === 'one' ? (rows[0] ?? null) : rows;
  }
  return answer;
}

function valueOf(tables: Tables, computed: ComputedFields, model: string, row: Row, field: string): unknown {
  const compute = computed[model]?.[field];
  if (compute !== undefined) return compute(row);
  if (SCHEMA[model]?.[field]?.kind === 'many') return tables.related(model, row, field).map(({ id }) => id);
  return row[field] ?? null;
}
