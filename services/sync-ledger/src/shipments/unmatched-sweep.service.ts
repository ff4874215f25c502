import { Injectable } from '@nestjs/common';
import { Clock } from '@crossdock/platform';
import { DataSource } from 'typeorm';
import { Ticks } from '../ticks/ticks.service';
import { ShipmentMatching } from './shipment-matching.service';

const EVERY_MS = 10_000;
const HOUR_MS = 3_600_000;

/** Catches shipments that were taken in at the very moment in which their order came to be known. */
@Injectable()
export class UnmatchedSweep {
  constructor(
    private readonly dataSource: DataSource,
    private readonly matching: ShipmentMatching,
    private readonly clock: Clock,
    ticks: Ticks,
  ) {
    ticks.every('unmatched-shipments', EVERY_MS, () => this.tick());
  }

  async tick(): Promise<void> {
    const since = new Date(this.clock.now().getTime() - HOUR_MS);
    await this.dataSource.transaction((tx) => this.matching.sweep(tx, since));
  }
}
