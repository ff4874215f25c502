import {
  type FindResult,
  type PushResult,
  type WmsOrder,
  type WmsOrderReceipt,
} from '@crossdock/connector-sdk';
import type { Problem } from '@crossdock/domain';
import { z } from 'zod';
import { findMasterData } from './master-data';
import { toParty, toReceipt, toShipmentOut, type MasterData } from './orders.map';
import { isWithWarehouse, shipmentsByReference } from './order-shipments';
import {
  ambiguousSkus,
  canceledAtWarehouse,
  unknownCountry,
  unknownSkus,
  withoutPersonalData,
} from './problems';
import { connect, type TrytonContext, type TrytonRpc } from './rpc';
import { createdIds, partyRow, type PartyRow, type ShipmentStateRow } from './wire';
import { writeEach } from './write-each';

type Result = PushResult<WmsOrderReceipt>;

/**
 * Makes a customer shipment per order and hands it to the warehouse (`waiting`). Tryton has no notion of a repeat, so
 * what is there already is looked up first and an interrupted creation is continued: a party whose code is our
 * reference, then a draft shipment with our reference, then its `wait`.
 */
export async function pushOrders(ctx: TrytonContext, orders: readonly WmsOrder[]): Promise<Result[]> {
  const rpc = await connect(ctx);
  const existing = await shipmentsByReference(
    rpc,
    orders.map(({ key }) => key),
  );
  const settled = new Map<string, Result>();
  const drafts: ShipmentStateRow[] = [];
  for (const order of orders) {
    const shipments = existing.get(order.key) ?? [];
    const delivered = shipments.find(isWithWarehouse);
    const draft = shipments.find(({ state }) => state === 'draft');
    if (delivered !== undefined) settled.set(order.key, alreadyDone(order.key, delivered));
    else if (draft !== undefined) drafts.push(draft);
    else if (shipments[0] !== undefined)
      settled.set(order.key, failed(order, canceledAtWarehouse(shipments[0].number)));
  }
  const isNew = ({ key }: WmsOrder) =>
    !settled.has(key) && !drafts.some(({ reference }) => reference === key);
  const created = await createShipments(ctx, rpc, orders.filter(isNew), settled);
  await handOver(rpc, [...drafts.map(({ id }) => id), ...created]);

  const open = orders.filter(({ key }) => !settled.has(key));
  const now = await shipmentsByReference(
    rpc,
    open.map(({ key }) => key),
  );
  return orders.map((order) => settled.get(order.key) ?? verdict(order, now.get(order.key) ?? []));
}

/** What is not with the warehouse is `absent`, a draft too: `pushOrders` continues it. */
export async function findOrders(
  ctx: TrytonContext,
  orders: readonly WmsOrder[],
): Promise<FindResult<WmsOrderReceipt>[]> {
  const rpc = await connect(ctx);
  const existing = await shipmentsByReference(
    rpc,
    orders.map(({ key }) => key),
  );
  return orders.map(({ key }) => {
    const delivered = existing.get(key)?.find(isWithWarehouse);
    return delivered === undefined
      ? { key, status: 'absent' }
      : { key, status: 'found', receipt: toReceipt(delivered) };
  });
}

/** Ids of the shipments made; orders that cannot be made get their failure into `settled`. */
async function createShipments(
  ctx: TrytonContext,
  rpc: TrytonRpc,
  orders: readonly WmsOrder[],
  settled: Map<string, Result>,
): Promise<number[]> {
  if (orders.length === 0) return [];
  const master = await findMasterData(rpc, ctx.settings.warehouseCode, orders);
  for (const order of orders) {
    const problem = missingFor(order, master, master.ambiguous);
    if (problem !== null) settled.set(order.key, failed(order, problem));
  }
  const refuse = (order: WmsOrder, problem: Problem) => settled.set(order.key, failed(order, problem));
  const open = () => orders.filter(({ key }) => !settled.has(key));
  const parties = await partiesOf(rpc, open(), master, refuse);
  return writeEach(
    open().map((order) => ({ order, party: parties.get(order.key)! })),
    (batch) =>
      rpc.write(createdIds, 'model.stock.shipment.out.create', [
        batch.map(({ order, party }) => toShipmentOut(order, party, master)),
      ]),
    ({ order }, problem) => refuse(order, problem),
  );
}

async function partiesOf(
  rpc: TrytonRpc,
  orders: readonly WmsOrder[],
  master: MasterData,
  refuse: (order: WmsOrder, problem: Problem) => void,
): Promise<ReadonlyMap<string, PartyRow>> {
  const known = await readParties(rpc, orders);
  const create = (contacts: 'checked' | 'unchecked') => (batch: readonly WmsOrder[]) =>
    rpc.write(createdIds, 'model.party.party.create', [
      batch.map((order) => toParty(order, master, contacts)),
    ]);
  const disliked: WmsOrder[] = [];
  const missing = orders.filter(({ key }) => !known.has(key));
  // A phone number that Tryton finds wrong must not stop a parcel.
  await writeEach(missing, create('checked'), (order) => disliked.push(order));
  await writeEach(disliked, create('unchecked'), refuse);
  return missing.length === 0 ? known : readParties(rpc, orders);
}

async function readParties(rpc: TrytonRpc, orders: readonly WmsOrder[]): Promise<Map<string, PartyRow>> {
  const rows = await rpc.search(partyRow, {
    model: 'party.party',
    domain: [['code', 'in', orders.map(({ key }) => key)]],
    fields: ['code', 'addresses', 'customer_location'],
  });
  return new Map(rows.map((row) => [row.code, row]));
}

/** Sets drafts to waiting. A refusal leaves them drafts, which the read-back then tells. */
async function handOver(rpc: TrytonRpc, ids: readonly number[]): Promise<void> {
  await writeEach(
    ids,
    async (batch) => {
      await rpc.write(z.null(), 'model.stock.shipment.out.wait', [batch]);
      return [];
    },
    () => undefined,
  );
}

function missingFor(order: WmsOrder, master: MasterData, ambiguous: ReadonlySet<string>): Problem | null {
  const skus = [...new Set(order.lines.map(({ sku }) => sku))];
  const unknown = skus.filter((sku) => !master.products.has(sku));
  if (unknown.length > 0) return unknownSkus(unknown);
  const doubled = skus.filter((sku) => ambiguous.has(sku));
  if (doubled.length > 0) return ambiguousSkus(doubled);
  return master.countries.has(order.shipTo.country) ? null : unknownCountry(order.shipTo.country);
}

function verdict(order: WmsOrder, shipments: readonly ShipmentStateRow[]): Result {
  const delivered = shipments.find(isWithWarehouse);
  if (delivered !== undefined) return { key: order.key, status: 'done', receipt: toReceipt(delivered) };
  return failed(order, {
    kind: 'unexpected',
    code: 'not-handed-over',
    message: 'Tryton made the shipment and did not set it to waiting.',
    fix: 'Open the draft shipment with this reference in Tryton and see what keeps it from waiting.',
  });
}

function alreadyDone(key: string, shipment: ShipmentStateRow): Result {
  return { key, status: 'already-done', receipt: toReceipt(shipment) };
}

function failed({ key, shipTo }: WmsOrder, problem: Problem): Result {
  const { name, company, street, phone, email, postalCode, city } = shipTo;
  const personal = [name, company, ...street, phone, email, postalCode, city];
  return { key, status: 'failed', problem: withoutPersonalData(problem, personal) };
}
