import type { IntentKind, NewIntent, Verdict } from '@crossdock/connector-host';
import type { StockReceipt, StockUpdate } from '@crossdock/connector-sdk';
import {
  InventoryUploaded,
  InventoryUploadFailed,
  type DomainEvent,
  type InventoryUploadRequested,
  type PayloadOf,
} from '@crossdock/domain';
import { Injectable } from '@nestjs/common';
import { CartConnectors } from '../connectors/cart-connectors';

type Request = PayloadOf<typeof InventoryUploadRequested>;
/** One SKU of a request, with what its verdict repeats. */
export type StockRequest = Omit<Request, 'items'> & { item: Request['items'][number] };
type StockVerdict = Verdict<StockRequest, StockReceipt>;

const KIND = 'stock';

/** An intent per SKU, so that one that the store refuses does not hold back the others. */
export function stockIntents({ items, ...request }: Request): NewIntent[] {
  return items.map((item) => ({
    connectionId: request.cartConnectionId,
    accountId: request.accountId,
    merchantId: request.merchantId,
    kind: KIND,
    key: item.sku,
    attempt: item.version,
    groupKey: item.sku,
    payload: { ...request, item } satisfies StockRequest,
  }));
}

/** Sets the stock that a store shows. Only the newest quantity of a SKU is written. */
@Injectable()
export class StockIntents implements IntentKind<StockRequest, StockUpdate, StockReceipt> {
  readonly kind = KIND;
  readonly stream = 'push-stock';
  readonly latestWins = true;

  constructor(private readonly connectors: CartConnectors) {}

  pushStream(connector: string) {
    return this.connectors.get(connector).inventory;
  }

  item({ item }: StockRequest): StockUpdate {
    return { key: item.sku, quantity: item.quantity };
  }

  /** One event for all SKUs of a request that share tries and outcome. */
  events(verdicts: readonly StockVerdict[], at: Date): DomainEvent[] {
    const groups = new Map<string, StockVerdict[]>();
    for (const verdict of verdicts) {
      const group = `${verdict.payload.batchId}:${verdict.tries}:${verdict.outcome}`;
      groups.set(group, [...(groups.get(group) ?? []), verdict]);
    }
    return [...groups.values()].map((group) => eventOf(group, at));
  }
}

function eventOf(verdicts: readonly StockVerdict[], at: Date): DomainEvent {
  const { payload, tries, outcome } = verdicts[0]!;
  if (outcome === 'done') {
    return InventoryUploaded.create(
      { ...payload, tries, items: verdicts.map(({ payload: { item } }) => item) },
      at,
    );
  }
  const items = verdicts.flatMap((verdict) =>
    verdict.outcome === 'failed'
      ? [
          {
            ...verdict.payload.item,
            problem: verdict.problem,
            final: verdict.final,
            nextAttemptAt: verdict.nextAttemptAt?.toISOString() ?? null,
          },
        ]
      : [],
  );
  return InventoryUploadFailed.create({ ...payload, tries, items }, at);
}
