import type { PushResult, WmsCancellation, WmsCancellationReceipt } from '@crossdock/connector-sdk';
import type { Problem } from '@crossdock/domain';
import { z } from 'zod';
import { toVerdict } from './cancellations.map';
import { shipmentsByReference } from './order-shipments';
import { connect, type TrytonContext } from './rpc';
import type { ShipmentStateRow } from './wire';
import { writeEach } from './write-each';

/**
 * Cancels all that an order has in the warehouse, or nothing once a part of it has left. Tryton answers alike whether
 * it cancels or ignores the call, so the verdict is what the shipments say afterwards.
 */
export async function pushCancellations(
  ctx: TrytonContext,
  cancellations: readonly WmsCancellation[],
): Promise<PushResult<WmsCancellationReceipt>[]> {
  const rpc = await connect(ctx);
  const references = cancellations.map(({ key }) => key);
  const before = await shipmentsByReference(rpc, references);
  const refused = new Map<string, Problem>();
  const cancelled = await writeEach(
    cancellations.filter(({ key }) => canBeCancelled(before.get(key) ?? [])),
    async (batch) => {
      const ids = batch.flatMap(({ key }) => before.get(key)!.map(({ id }) => id));
      await rpc.write(z.null(), 'model.stock.shipment.out.cancel', [ids]);
      return ids;
    },
    ({ key }, problem) => refused.set(key, problem),
  );
  const after = cancelled.length > 0 ? await shipmentsByReference(rpc, references) : before;
  return cancellations.map(({ key }) => {
    const problem = refused.get(key);
    return problem === undefined
      ? { key, status: 'done', receipt: toVerdict(after.get(key) ?? []) }
      : { key, status: 'failed', problem };
  });
}

function canBeCancelled(shipments: readonly ShipmentStateRow[]): boolean {
  return (
    shipments.every(({ state }) => state !== 'done') && shipments.some(({ state }) => state !== 'cancelled')
  );
}
