import { Controller } from '@nestjs/common';
import { CartOrdersCounted, type EventOf } from '@crossdock/domain';
import { HandleEvents, type HandlerContext } from '@crossdock/messaging';

/** Keeps what the gateways counted; a lower revision than one already seen is old news. */
@Controller()
export class CartBooksHandler {
  @HandleEvents(CartOrdersCounted, { lane: 'cart-books' })
  async onCounted(events: EventOf<typeof CartOrdersCounted>[], { tx }: HandlerContext): Promise<void> {
    const newest = new Map<string, EventOf<typeof CartOrdersCounted>>();
    for (const event of events) {
      const key = `${event.payload.connectionId}:${event.payload.day}`;
      if ((newest.get(key)?.payload.revision ?? 0) < event.payload.revision) newest.set(key, event);
    }
    const counted = [...newest.values()];
    await tx.query(
      `INSERT INTO cart_books AS b (cart_connection_id, day, account_id, merchant_id, orders, revision, counted_at)
       SELECT * FROM unnest($1::uuid[], $2::date[], $3::uuid[], $4::uuid[], $5::int[], $6::int[], $7::timestamptz[])
       ON CONFLICT (cart_connection_id, day) DO UPDATE SET
         orders = excluded.orders, revision = excluded.revision, counted_at = excluded.counted_at
       WHERE b.revision < excluded.revision`,
      [
        counted.map(({ payload }) => payload.connectionId),
        counted.map(({ payload }) => payload.day),
        counted.map(({ payload }) => payload.accountId),
        counted.map(({ payload }) => payload.merchantId),
        counted.map(({ payload }) => payload.orders),
        counted.map(({ payload }) => payload.revision),
        counted.map(({ occurredAt }) => occurredAt),
      ],
    );
  }
}
