import { Controller } from '@nestjs/common';
import { HandleEvents, type HandlerContext } from '@crossdock/messaging';
import { VERDICT_EVENTS, type VerdictEvent } from './verdict-events';
import { Verdicts } from './verdicts.service';

@Controller()
export class VerdictsHandler {
  constructor(private readonly verdicts: Verdicts) {}

  @HandleEvents(VERDICT_EVENTS, { lane: 'deliveries' })
  async onVerdicts(events: VerdictEvent[], { tx }: HandlerContext): Promise<void> {
    await this.verdicts.take(tx, events);
  }
}
