import { SCHEMA, type Relation } from './schema';
import { TrytonFault } from './tryton-fault';

export interface Row {
  id: number;
  [field: string]: unknown;
}

/** Everything a fake Tryton remembers, by model; JSON, so that a demo can keep it over a restart. */
export type TrytonFakeData = Record<string, Row[]>;

/** All rows, by model. */
export class Tables {
  private readonly rows = new Map<string, Map<number, Row>>();
  private readonly lastIds = new Map<string, number>();
  /** Rows on the far side of a `many` relation, by the field and its value that make them so. */
  private readonly children = new Map<string, Set<Row>>();

  constructor(
    private readonly now: () => Date,
    data: TrytonFakeData = {},
  ) {
    for (const model of Object.keys(SCHEMA)) {
      this.rows.set(model, new Map());
      for (const row of data[model] ?? []) this.insert(model, structuredClone(row));
    }
  }

  snapshot(): TrytonFakeData {
    return Object.fromEntries(
      [...this.rows].map(([model, rows]) => [model, structuredClone([...rows.values()])]),
    );
  }

  all(model: string): Row[] {
    return [...this.table(model).values()];
  }

  get(model: string, id: number): Row {
    const row = this.table(model).get(id);
    if (row === undefined)
      throw TrytonFault.user(`You are not allowed to read records "${id}" of "${model}".`);
    return row;
  }

  /** Adds a row and what is nested in it as `[["create", [values]]]`. */
  add(model: string, values: Record<string, unknown>): Row {
    const id = (this.lastIds.get(model) ?? 0) + 1;
    const plain = Object.entries(values).filter(([field]) => SCHEMA[model]?.[field]?.kind !== 'many');
    const row: Row = { ...Object.fromEntries(plain), id, create_date: this.stamp(), write_date: null };
    this.insert(model, row);
    for (const [field, relation] of Object.entries(SCHEMA[model] ?? {})) {
      if (relation.kind !== 'many' || values[field] === undefined) continue;
      for (const [, children] of values[field] as [string, Record<string, unknown>[]][])
        for (const child of children)
          this.add(relation.to, { ...child, [relation.by]: pointerTo(model, id, relation) });
    }
    return row;
  }

  /** Undoes what was added when `work` throws. */
  atomically<Result>(work: () => Result): Result {
    const before = new Map(this.lastIds);
    try {
      return work();
    } catch (error) {
      for (const [model, rows] of this.rows)
        for (const row of [...rows.values()])
          if (row.id > (before.get(model) ?? 0)) {
            this.unlink(model, row);
            rows.delete(row.id);
          }
      throw error;
    }
  }

  change(model: string, row: Row, values: Record<string, unknown>): void {
    this.unlink(model, row);
    Object.assign(row, values, { write_date: this.stamp() });
    this.link(model, row);
  }

  /** Rows that a relation leads to; none when the field is not a relation. */
  related(model: string, row: Row, field: string): Row[] {
    const relation = SCHEMA[model]?.[field];
    if (relation === undefined) return [];
    if (relation.kind === 'many')
      return [
        ...(this.children.get(childKey(relation.to, relation.by, pointerTo(model, row.id, relation))) ?? []),
      ];
    const id = row[field];
    return typeof id === 'number' ? [this.get(relation.to, id)] : [];
  }

  private insert(model: string, row: Row): void {
    this.table(model).set(row.id, row);
    this.lastIds.set(model, Math.max(this.lastIds.get(model) ?? 0, row.id));
    this.link(model, row);
  }

  private link(model: string, row: Row): void {
    for (const field of LINKS.get(model) ?? []) {
      const key = childKey(model, field, row[field]);
      this.children.set(key, (this.children.get(key) ?? new Set()).add(row));
    }
  }

  private unlink(model: string, row: Row): void {
    for (const field of LINKS.get(model) ?? [])
      this.children.get(childKey(model, field, row[field]))?.delete(row);
  }

  private table(model: string): Map<number, Row> {
    const table = this.rows.get(model);
    if (table === undefined) throw TrytonFault.exception(`'${model}'`);
    return table;
  }

  private stamp() {
    const now = this.now();
    return {
      __class__: 'datetime',
      year: now.getUTCFullYear(),
      month: now.getUTCMonth() + 1,
      day: now.getUTCDate(),
      hour: now.getUTCHours(),
      minute: now.getUTCMinutes(),
      second: now.getUTCSeconds(),
      microsecond: now.getUTCMilliseconds() * 1000,
    };
  }
}

/** Fields of a model that a `many` relation of another one goes by. */
const LINKS = new Map<string, Set<string>>();
for (const relations of Object.values(SCHEMA))
  for (const relation of Object.values(relations))
    if (relation.kind === 'many')
      LINKS.set(relation.to, (LINKS.get(relation.to) ?? new Set()).add(relation.by));

function childKey(model: string, field: string, value: unknown): string {
  return `${model} ${field} ${String(value)}`;
}

function pointerTo(model: string, id: number, relation: Relation & { kind: 'many' }): number | string {
  return relation.as === 'reference' ? `${model},${id}` : id;
}
