import { SyncRuns } from '@crossdock/connector-host';
import { syncRequested, type DomainEvent, type SyncRequest } from '@crossdock/domain';
import { HandleEvents, HandlerContext } from '@crossdock/messaging';
import { Controller } from '@nestjs/common';
import { ORDERS_STREAM } from '../orders/order-download';

/** Runs that this gateway works: they become rows here, and the host's workers do the rest. */
@Controller()
export class RunsHandler {
  constructor(private readonly runs: SyncRuns) {}

  @HandleEvents(syncRequested['order-download'], { lane: 'pull', perConnector: true })
  async orderDownloadRequested(events: DomainEvent<SyncRequest>[], { tx }: HandlerContext): Promise<void> {
    await this.runs.acceptForConnections(
      tx,
      ORDERS_STREAM,
      events.map(({ payload }) => payload),
    );
  }
}
