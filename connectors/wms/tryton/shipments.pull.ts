import type { PullPage, PullRequest } from '@crossdock/connector-sdk';
import type { WmsShipment } from '@crossdock/domain';
import { z } from 'zod';
import { findWarehouse } from './master-data';
import { connect, type Domain, type TrytonContext, type TrytonRpc } from './rpc';
import { dateTimeOfStamp, minutesBefore, serverStamp, stampOf, stampOfDate } from './server-time';
import { toShipment } from './shipments.map';
import { fieldNames, shipmentRow, writtenRow } from './wire';

/**
 * Reading goes in sweeps: all that was written from `since` on, by id, so that a shipment that changes while pages are
 * read is not pushed from one page to another. All times are on the clock of Tryton's database.
 */
export const shipmentCursor = z.object({
  since: serverStamp,
  /** Newest change of all when the sweep began: the next one starts a little before. Null before a sweep. */
  until: serverStamp.nullable(),
  /** Last id read in this sweep. */
  afterId: z.int(),
});
export type ShipmentCursor = z.infer<typeof shipmentCursor>;

const LARGEST_PAGE = 100;

/** A change becomes visible when its transaction ends but carries the time at which it began. */
const OVERLAP_MINUTES = 5;

/** A clock with daylight-saving time repeats an hour in autumn. */
const OVERLAP_MINUTES_LOCAL_CLOCK = 65;

const MOVE_FIELDS = ['state', 'write_date', 'internal_quantity', 'product.code'];

export function startShipments(since: Date): ShipmentCursor {
  // A database clock anywhere on earth is at most fourteen hours off.
  return { since: minutesBefore(stampOfDate(since), 14 * 60), until: null, afterId: 0 };
}

export async function pullShipments(
  ctx: TrytonContext,
  { cursor, limit }: PullRequest<ShipmentCursor>,
): Promise<PullPage<WmsShipment, ShipmentCursor>> {
  const { warehouseCode, timeZone } = ctx.settings;
  const rpc = await connect(ctx);
  const warehouse = await findWarehouse(rpc, warehouseCode);
  const modules = await activeModules(rpc);
  const until = cursor.until ?? (await newestChange(rpc)) ?? cursor.since;
  const wanted = Math.min(limit, LARGEST_PAGE);
  const rows = await rpc.search(shipmentRow, {
    model: 'stock.shipment.out',
    domain: leftOrVoided(rpc.company, warehouse.id, cursor, modules),
    fields: fieldsOf(modules),
    limit: wanted,
  });
  const more = rows.length === wanted;
  const overlap = timeZone === 'UTC' ? OVERLAP_MINUTES : OVERLAP_MINUTES_LOCAL_CLOCK;
  return {
    items: rows.map((row) => toShipment(row, timeZone)),
    next: more
      ? { since: cursor.since, until, afterId: rows.at(-1)!.id }
      : { since: later(cursor.since, minutesBefore(until, overlap)), until: null, afterId: 0 },
    more,
  };
}

export interface ActiveModules {
  packages: boolean;
  tracking: boolean;
  carriers: boolean;
}

/** Which of the modules that matter for parcels this Tryton has. */
export async function activeModules(rpc: TrytonRpc): Promise<ActiveModules> {
  const shipment = await rpc.read(fieldNames, 'model.stock.shipment.out.fields_get', [
    ['packages', 'carrier'],
  ]);
  const packages = shipment.includes('packages');
  const parcel = packages
    ? await rpc.read(fieldNames, 'model.stock.package.fields_get', [['shipping_reference']])
    : [];
  return {
    packages,
    tracking: parcel.includes('shipping_reference'),
    carriers: shipment.includes('carrier'),
  };
}

function fieldsOf({ packages, tracking, carriers }: ActiveModules): string[] {
  return [
    'reference',
    'state',
    'write_date',
    'effective_date',
    ...MOVE_FIELDS.map((field) => `outgoing_moves.${field}`),
    ...(packages ? ['outgoing_moves.package', 'packages.parent'] : []),
    ...(tracking ? ['packages.shipping_reference'] : []),
    ...(carriers ? ['carrier.party.name'] : []),
  ];
}

/**
 * What has left, and what was taken back after it had left: that keeps the day of shipping. A tracking number typed
 * later changes the package alone.
 */
function leftOrVoided(
  company: number,
  warehouse: number,
  { since, afterId }: ShipmentCursor,
  { packages }: ActiveModules,
): Domain {
  const from = dateTimeOfStamp(since);
  return [
    ['company', '=', company],
    ['warehouse', '=', warehouse],
    ['id', '>', afterId],
    [
      'OR',
      ['state', '=', 'done'],
      [
        ['state', '=', 'cancelled'],
        ['effective_date', '!=', null],
      ],
    ],
    [
      'OR',
      ['write_date', '>=', from],
      ...(packages
        ? [
            ['packages.write_date', '>=', from],
            ['packages.create_date', '>=', from],
          ]
        : []),
    ],
  ];
}

/** The newest stamp on a shipment: no later than now on the clock that sets the stamps. */
async function newestChange(rpc: TrytonRpc): Promise<string | undefined> {
  const [newest] = await rpc.search(writtenRow, {
    model: 'stock.shipment.out',
    domain: [['write_date', '!=', null]],
    fields: ['write_date'],
    order: [['write_date', 'DESC']],
    limit: 1,
  });
  return newest === undefined ? undefined : stampOf(newest.write_date);
}

function later(one: string, other: string): string {
  return one > other ? one : other;
}
