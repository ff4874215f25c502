import { SyncRuns } from '@crossdock/connector-host';
import { syncRequested, type DomainEvent, type SyncRequest } from '@crossdock/domain';
import { HandleEvents, HandlerContext } from '@crossdock/messaging';
import { Controller } from '@nestjs/common';
import { SHIPMENTS_STREAM } from '../shipments/shipping-confirmations';
import { STOCK_STREAM } from '../stock/stock-snapshot';

/** Runs that this gateway works: they become rows here, and the host's workers do the rest. */
@Controller()
export class RunsHandler {
  constructor(private readonly runs: SyncRuns) {}

  @HandleEvents(syncRequested['shipping-confirmations'], { lane: 'pull', perConnector: true })
  async shippingConfirmationsRequested(
    events: DomainEvent<SyncRequest>[],
    { tx }: HandlerContext,
  ): Promise<void> {
    await this.accept(tx, SHIPMENTS_STREAM, events);
  }

  @HandleEvents(syncRequested['inventory'], { lane: 'pull', perConnector: true })
  async inventoryRequested(events: DomainEvent<SyncRequest>[], { tx }: HandlerContext): Promise<void> {
    await this.accept(tx, STOCK_STREAM, events);
  }

  private async accept(
    tx: HandlerContext['tx'],
    stream: string,
    events: DomainEvent<SyncRequest>[],
  ): Promise<void> {
    await this.runs.acceptForMerchants(
      tx,
      stream,
      events.map(({ payload }) => payload),
    );
  }
}
