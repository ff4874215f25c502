import { Controller } from '@nestjs/common';
import { syncRequested, type EventOf } from '@crossdock/domain';
import { HandleEvents, type HandlerContext } from '@crossdock/messaging';
import { LedgerRuns } from '../runs/ledger-runs.service';

const requested = syncRequested['order-delivery'];

/** Takes on delivery runs; the dispatcher works them. */
@Controller()
export class DeliveryRunsHandler {
  constructor(private readonly runs: LedgerRuns) {}

  @HandleEvents(requested, { lane: 'runs' })
  async onRequested(events: EventOf<typeof requested>[], { tx }: HandlerContext): Promise<void> {
    for (const { payload } of events) await this.runs.open(tx, payload);
  }
}
