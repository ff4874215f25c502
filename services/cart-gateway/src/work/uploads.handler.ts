import { IntentJournal } from '@crossdock/connector-host';
import { InventoryUploadRequested, ShipmentUploadRequested, type EventOf } from '@crossdock/domain';
import { HandleEvents, HandlerContext } from '@crossdock/messaging';
import { Controller } from '@nestjs/common';
import { shipmentIntent } from '../shipments/shipment-intent';
import { stockIntents } from '../stock/stock-intent';

/** What the ledger wants written at carts: it goes to the journal, and the host's workers do the rest. */
@Controller()
export class UploadsHandler {
  constructor(private readonly journal: IntentJournal) {}

  @HandleEvents([ShipmentUploadRequested, InventoryUploadRequested], { lane: 'push', perConnector: true })
  async uploadsRequested(
    events: EventOf<typeof ShipmentUploadRequested | typeof InventoryUploadRequested>[],
    { tx }: HandlerContext,
  ): Promise<void> {
    const intents = events.flatMap(({ payload }) =>
      'items' in payload ? stockIntents(payload) : [shipmentIntent(payload)],
    );
    await this.journal.accept(tx, intents);
  }
}
