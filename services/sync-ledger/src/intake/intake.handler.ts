import { Controller } from '@nestjs/common';
import { OrderCancelDownloaded, OrderDownloaded, type EventOf } from '@crossdock/domain';
import { HandleEvents, type HandlerContext } from '@crossdock/messaging';
import { intakeItemOf } from './intake-item';
import { Intake } from './intake.service';

type Downloaded = EventOf<typeof OrderDownloaded> | EventOf<typeof OrderCancelDownloaded>;

@Controller()
export class IntakeHandler {
  constructor(private readonly intake: Intake) {}

  /** One method for both, so that a cancellation never overtakes the order that it follows. */
  @HandleEvents([OrderDownloaded, OrderCancelDownloaded], { lane: 'orders' })
  async onDownloaded(events: Downloaded[], { tx }: HandlerContext): Promise<void> {
    await this.intake.take(tx, events.map(intakeItemOf));
  }
}
