import { WorkReady, type EventOf } from '@crossdock/domain';
import { HandleEvents, type HandlerContext } from '@crossdock/messaging';
import { Clock } from '@crossdock/platform';
import { Controller } from '@nestjs/common';
import { signalled } from '../domain/schedule-state';
import { RunStarter } from '../runs/run-starter.service';
import { lockSchedules, saveProgress } from '../schedules/schedule-rows';

/** Lets schedules set to Automatic run as soon as there is work, without waiting for a tick. */
@Controller()
export class WorkReadyHandler {
  constructor(
    private readonly clock: Clock,
    private readonly starter: RunStarter,
  ) {}

  @HandleEvents(WorkReady, { lane: 'work-ready', competing: true })
  async onWorkReady(events: EventOf<typeof WorkReady>[], { tx }: HandlerContext): Promise<void> {
    const now = this.clock.now();
    const schedules = await lockSchedules(
      tx,
      events.map(({ payload }) => payload),
    );
    await saveProgress(
      tx,
      schedules.map((schedule) => ({ schedule, progress: signalled(schedule, now) })),
    );
    await this.starter.startDue(tx, schedules);
  }
}
