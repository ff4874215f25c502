import { z } from 'zod';
import { trytonDate, trytonDateTime } from './server-time';

const id = z.int();

/** Answer to every call. An error comes with status 200 too. */
export const rpcAnswer = z.union([
  z.object({ error: z.array(z.unknown()) }),
  z.object({ result: z.unknown() }),
]);

/** User id and session key. */
export const loginResult = z.tuple([z.int(), z.string().min(1)]);

/** What the user's calls carry as their last parameter. Without a company everything company-bound fails. */
export const preferences = z.looseObject({ company: id.nullish() });

export const createdIds = z.array(id);

export const companyRow = z.object({ id, rec_name: z.string(), currency: id });
export const currencyRow = z.object({ id, code: z.string() });
export const countryRow = z.object({ id, code: z.string() });
export const subdivisionRow = z.object({ id, code: z.string(), name: z.string(), country: id });
export const productRow = z.object({ id, code: z.string(), default_uom: id });

export const warehouseRow = z.object({ id, name: z.string(), output_location: id });
export type WarehouseRow = z.infer<typeof warehouseRow>;

export const partyRow = z.object({ id, code: z.string(), addresses: z.array(id), customer_location: id });
export type PartyRow = z.infer<typeof partyRow>;

/** In the order of its life; `cancelled` can follow all but `done`. */
export const shipmentState = z.enum([
  'draft',
  'waiting',
  'assigned',
  'picked',
  'packed',
  'done',
  'cancelled',
]);
export type ShipmentState = z.infer<typeof shipmentState>;

export const shipmentStateRow = z.object({
  id,
  number: z.string(),
  reference: z.string().nullable(),
  state: shipmentState,
});
export type ShipmentStateRow = z.infer<typeof shipmentStateRow>;

const moveOut = z.object({
  id,
  state: z.string(),
  write_date: trytonDateTime.nullable(),
  /** In the product's own unit, whatever unit the warehouse typed. */
  internal_quantity: z.number(),
  package: id.nullish(),
  'product.': z.object({ code: z.string().nullable() }),
});
export type MoveOut = z.infer<typeof moveOut>;

const packageRow = z.object({
  id,
  parent: id.nullable(),
  /** Tracking number; absent when the module that brings it is not active. */
  shipping_reference: z.string().nullish(),
});
export type PackageRow = z.infer<typeof packageRow>;

export const shipmentRow = z.object({
  id,
  reference: z.string().nullable(),
  state: shipmentState,
  write_date: trytonDateTime,
  effective_date: trytonDate.nullable(),
  'outgoing_moves.': z.array(moveOut),
  'packages.': z.array(packageRow).optional(),
  'carrier.': z.object({ 'party.': z.object({ name: z.string().nullable() }) }).nullish(),
});
export type ShipmentRow = z.infer<typeof shipmentRow>;

export const writtenRow = z.object({ write_date: trytonDateTime });

export const stockRow = z.object({ id, code: z.string(), quantity: z.number() });
export type StockRow = z.infer<typeof stockRow>;

export const openMoveRow = z.object({ product: id, internal_quantity: z.number() });
export type OpenMoveRow = z.infer<typeof openMoveRow>;

/** Tryton tells a right as true or 1. */
const right = z.union([z.boolean(), z.int()]).transform(Boolean);

/** Rights of the user by model, as Tryton adds them up from its groups. */
export const modelAccess = z.record(z.string(), z.object({ read: right, write: right, create: right }));

/** Fields that a model has, by name; what they are does not matter here. */
export const fieldNames = z.record(z.string(), z.unknown()).transform((fields) => Object.keys(fields));
