import { IntentJournal } from '@crossdock/connector-host';
import { OrderCancellationRequested, OrderDeliveryRequested, type EventOf } from '@crossdock/domain';
import { HandleEvents, HandlerContext } from '@crossdock/messaging';
import { Controller } from '@nestjs/common';
import { cancellationIntent } from '../orders/cancellation-intent';
import { orderIntent } from '../orders/order-intent';

/**
 * What the ledger wants written at warehouses: it goes to the journal, and the host's workers do the rest. Both kinds
 * come to one method, so that a cancellation never overtakes the delivery of its order.
 */
@Controller()
export class OrdersHandler {
  constructor(private readonly journal: IntentJournal) {}

  @HandleEvents([OrderDeliveryRequested, OrderCancellationRequested], { lane: 'push', perConnector: true })
  async writesRequested(
    events: EventOf<typeof OrderDeliveryRequested | typeof OrderCancellationRequested>[],
    { tx }: HandlerContext,
  ): Promise<void> {
    const intents = events.map(({ payload }) =>
      'sealedRecipient' in payload ? orderIntent(payload) : cancellationIntent(payload),
    );
    await this.journal.accept(tx, intents);
  }
}
