import { Inject, Injectable } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { Outbox } from '@crossdock/messaging';
import { Clock } from '@crossdock/platform';
import { DataSource } from 'typeorm';
import { HOST_OPTIONS, type HostOptions } from '../host-options';
import { progressedEvent } from './run-events';
import { SyncRunStore } from './sync-run.store';

const TICK_MS = 5_000;

/** Tells that open runs are alive: they are rows, so a run whose worker died is alive too and will be resumed. */
@Injectable()
export class RunHeartbeat {
  constructor(
    private readonly dataSource: DataSource,
    private readonly runs: SyncRunStore,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
    @Inject(HOST_OPTIONS) private readonly options: Pick<HostOptions, 'heartbeatMs'>,
  ) {}

  @Interval(TICK_MS)
  async beat(): Promise<void> {
    const afterMs = Math.max(0, this.options.heartbeatMs - TICK_MS);
    await this.dataSource.transaction(async (tx) => {
      const beats = await this.runs.beat(tx, afterMs);
      const now = this.clock.now();
      await this.outbox.add(
        tx,
        beats.map(({ run, beat }) => progressedEvent(run, beat, now)),
      );
    });
  }
}
