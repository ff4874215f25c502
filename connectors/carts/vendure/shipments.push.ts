import type {
  FindResult,
  PushResult,
  PushStream,
  ShipmentReceipt,
  ShipmentUpload,
} from '@crossdock/connector-sdk';
import type { Problem } from '@crossdock/domain';
import { execute, type VendureContext } from './graphql';
import { methodOf, sameParcel, shippedLines } from './shipments.match';
import { addFulfillment, readFulfillments, transitionFulfillment } from './operations';
import { problemOfResult } from './problems';
import type { VendureFulfillment } from './wire';

type Result = PushResult<ShipmentReceipt>;

/**
 * One parcel is one fulfilment, written in two steps: added (it is `Pending` then), and moved to `Shipped`. Vendure
 * takes the same fulfilment twice when both calls arrive at once, so what is there is read first.
 */
export const shipments: PushStream<VendureContext, ShipmentUpload, ShipmentReceipt> = {
  batchSize: 1,
  repeatSafety: 'lookup',
  push: (ctx, items) => oneByOne(items, (item) => push(ctx, item)),
  find: (ctx, items) => oneByOne(items, (item) => find(ctx, item)),
};

async function push(ctx: VendureContext, item: ShipmentUpload): Promise<Result> {
  const there = await fulfillmentsOf(ctx, item);
  if (there === null)
    return failed(item, {
      kind: 'rejected',
      code: 'unknown-order',
      message: `Vendure has no order ${item.orderNumber} in this channel.`,
      fix: 'Check whether the order was deleted or moved to another channel.',
    });
  const same = there.filter((fulfillment) => sameParcel(fulfillment, item));
  const prepared = same.find(isPrepared);
  if (prepared !== undefined) return ship(ctx, item, prepared);
  const shipped = same.find(isShipped);
  if (shipped !== undefined && item.trackingNumber !== null) return alreadyDone(item, shipped);

  const { addFulfillmentToOrder: added } = await execute(ctx, addFulfillment, { input: inputOf(item) });
  if (!('errorCode' in added)) return ship(ctx, item, added);
  if (added.errorCode === 'ITEMS_ALREADY_FULFILLED_ERROR' && shipped !== undefined)
    return alreadyDone(item, shipped);
  return failed(item, problemOfResult(added));
}

/**
 * `found` once the parcel is shipped. A fulfilment of ours that is only prepared counts as absent: pushing again
 * completes it and adds no second one.
 */
async function find(ctx: VendureContext, item: ShipmentUpload): Promise<FindResult<ShipmentReceipt>> {
  const there = (await fulfillmentsOf(ctx, item)) ?? [];
  const ours = there.find((fulfillment) => isShipped(fulfillment) && sameParcel(fulfillment, item));
  return ours === undefined
    ? { key: item.key, status: 'absent' }
    : { key: item.key, status: 'found', receipt: { fulfillmentId: ours.id } };
}

/** The second step. Where it breaks off, pushing the parcel again finds the prepared fulfilment and goes on here. */
async function ship(
  ctx: VendureContext,
  item: ShipmentUpload,
  prepared: VendureFulfillment,
): Promise<Result> {
  const states = prepared.state === 'Created' ? ['Pending', 'Shipped'] : ['Shipped'];
  for (const state of states) {
    const { transitionFulfillmentToState: answer } = await execute(ctx, transitionFulfillment, {
      id: prepared.id,
      state,
    });
    if ('errorCode' in answer && !isShipped({ state: answer.fromState ?? '' }))
      return failed(item, problemOfResult(answer));
  }
  return { key: item.key, status: 'done', receipt: { fulfillmentId: prepared.id } };
}

async function fulfillmentsOf(
  ctx: VendureContext,
  item: ShipmentUpload,
): Promise<VendureFulfillment[] | null> {
  const { order } = await execute(ctx, readFulfillments, { id: item.orderExternalId });
  return order === null ? null : (order.fulfillments ?? []);
}

function inputOf(item: ShipmentUpload) {
  return {
    lines: shippedLines(item),
    handler: {
      code: 'manual-fulfillment',
      arguments: [
        { name: 'method', value: methodOf(item) },
        { name: 'trackingCode', value: item.trackingNumber ?? '' },
      ],
    },
  };
}

const isPrepared = ({ state }: { state: string }) => state === 'Created' || state === 'Pending';
const isShipped = ({ state }: { state: string }) => state === 'Shipped' || state === 'Delivered';

async function oneByOne<Item, Verdict>(
  items: readonly Item[],
  judge: (item: Item) => Promise<Verdict>,
): Promise<Verdict[]> {
  const verdicts: Verdict[] = [];
  for (const item of items) verdicts.push(await judge(item));
  return verdicts;
}

function alreadyDone(item: ShipmentUpload, there: VendureFulfillment): Result {
  return { key: item.key, status: 'already-done', receipt: { fulfillmentId: there.id } };
}

function failed(item: ShipmentUpload, problem: Problem): Result {
  return { key: item.key, status: 'failed', problem };
}
