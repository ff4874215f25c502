import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { targetKindOf, WorkReady, type SyncFunction } from '@crossdock/domain';
import { Outbox } from '@crossdock/messaging';
import { Clock } from '@crossdock/platform';

export interface WorkSignal {
  accountId: string;
  merchantId: string;
  function: SyncFunction;
  /** The cart connection or the merchant, as the function's level says. */
  targetId: string;
}

/** Tells the scheduler that there is something to do, so that Automatic schedules run at once. */
@Injectable()
export class WorkSignals {
  constructor(
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** One `WorkReady`. Tell it once per handled batch and target, not once per order. */
  async tell(tx: EntityManager, signal: WorkSignal): Promise<void> {
    const now = this.clock.now();
    const payload = {
      ...signal,
      targetKind: targetKindOf(signal.function),
      since: now.toISOString(),
      hintId: uuidv7(),
    };
    await this.outbox.add(tx, [WorkReady.create(payload, now)]);
  }
}
