import { Controller } from '@nestjs/common';
import { syncRequested, type EventOf } from '@crossdock/domain';
import { HandleEvents, type HandlerContext } from '@crossdock/messaging';
import { LedgerRuns } from '../runs/ledger-runs.service';

@Controller()
export class StockRunsHandler {
  constructor(private readonly runs: LedgerRuns) {}

  @HandleEvents(syncRequested['inventory-upload'], { lane: 'runs' })
  async onRequested(
    events: EventOf<(typeof syncRequested)['inventory-upload']>[],
    { tx }: HandlerContext,
  ): Promise<void> {
    for (const { payload } of events) await this.runs.open(tx, payload);
  }
}
