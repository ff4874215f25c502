import { readFields, type ComputedFields } from './read';
import { SCHEMA } from './schema';
import { search } from './search';
import { createShipment, moveTo, type DateParts, type FakeState } from './shipment-workflow';
import type { Row } from './tables';
import { HttpFault, TrytonFault } from './tryton-fault';
import type { FakeWarehouse } from './warehouse';

export interface Call {
  method: string;
  /** The last one is the context. */
  params: unknown[];
}

const BUTTONS: Record<string, FakeState> = {
  draft: 'draft',
  wait: 'waiting',
  pick: 'picked',
  pack: 'packed',
  done: 'done',
  cancel: 'cancelled',
};

/** The result of a remote method. @throws TrytonFault, HttpFault */
export function answer(warehouse: FakeWarehouse, now: () => Date, { method, params }: Call): unknown {
  const { tables } = warehouse;
  const context = (params.at(-1) ?? {}) as Record<string, unknown>;
  const [, model, action] = /^model\.(.+)\.([a-z_]+)$/.exec(method) ?? [];
  if (model === undefined || action === undefined) throw TrytonFault.exception(`'${method.split('.')[0]}'`);
  if (method === 'model.res.user.get_preferences')
    return { company: 1, language: 'en', language_direction: 'ltr' };
  if (method === 'model.ir.date.today') return dateOf(now());
  if (method === 'model.ir.model.access.get_access') return accessTo(warehouse, params[0] as string[]);
  if (SCHEMA[model] === undefined) throw TrytonFault.exception(`'${model}'`);

  const computed = computedFields(warehouse, context);
  const read = (rows: readonly Row[], fields: string[]) =>
    rows.map((row) => readFields(tables, computed, model, row, fields));
  switch (action) {
    case 'fields_get':
      return Object.fromEntries((params[0] as string[]).map((name) => [name, { name }]));
    case 'read':
      return read(
        (params[0] as number[]).map((id) => tables.get(model, id)),
        params[1] as string[],
      );
    case 'search_read': {
      const [domain, offset, limit, order, fields] = params as [
        unknown[],
        number,
        number | null,
        [string, string][] | null,
        string[],
      ];
      return read(search(tables, model, { domain, offset, limit, order }), fields);
    }
    case 'create':
      return create(warehouse, model, params[0] as Record<string, unknown>[]);
    default:
      if (model === 'stock.shipment.out' && BUTTONS[action] !== undefined)
        return moveTo(tables, params[0] as number[], BUTTONS[action]);
      throw HttpFault.forbidden();
  }
}

/** All or nothing, as one transaction. */
function create(warehouse: FakeWarehouse, model: string, list: Record<string, unknown>[]): number[] {
  const { tables } = warehouse;
  if (model === 'stock.shipment.out') {
    if (warehouse.refusal !== null) throw TrytonFault.user(warehouse.refusal);
    return tables.atomically(() => list.map((values) => createShipment(tables, values).id));
  }
  return tables.atomically(() =>
    list.map((values) => {
      if (model === 'party.party') assertPartyIsGood(warehouse, values);
      return tables.add(model, values).id;
    }),
  );
}

function assertPartyIsGood(warehouse: FakeWarehouse, values: Record<string, unknown>): void {
  const { tables, refusedPhone } = warehouse;
  if (tables.all('party.party').some(({ code }) => code === values['code']))
    throw TrytonFault.user('The code on party must be unique.');
  const contacts = JSON.stringify(values['contact_mechanisms'] ?? []);
  if (refusedPhone !== null && contacts.includes(JSON.stringify({ type: 'phone', value: refusedPhone })))
    throw TrytonFault.user(
      `The phone number "${refusedPhone}" on party "${String(values['name'])}" is not valid.`,
    );
}

function accessTo({ withheld }: FakeWarehouse, models: readonly string[]) {
  return Object.fromEntries(
    models.map((model) => {
      if (SCHEMA[model] === undefined) throw TrytonFault.exception(`'${model}'`);
      const right = withheld.has(model) ? 0 : 1;
      return [model, { read: right, write: right, create: right, delete: right }];
    }),
  );
}

function computedFields({ tables }: FakeWarehouse, { locations }: Record<string, unknown>): ComputedFields {
  const asked = Array.isArray(locations) && locations.length > 0;
  const customer = tables.all('stock.location').find(({ type }) => type === 'customer')!.id;
  return {
    'party.party': { customer_location: () => customer },
    'product.product': {
      // Without a location in the context Tryton counts nothing.
      quantity: ({ on_hand }) => (asked ? on_hand : 0),
    },
  };
}

function dateOf(date: Date): DateParts & { __class__: string } {
  return {
    __class__: 'date',
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
  };
}
