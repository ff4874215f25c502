import { setTimeout as sleep } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import { ProblemError, type TrafficRule } from '@crossdock/connector-sdk';
import { DataSource } from 'typeorm';
import { HOST_OPTIONS, type HostOptions } from '../host-options';
import type { TrafficBudget } from './traffic-budget';

/** Rule that every connection has: it only ever holds calls back after the vendor asked for a pause. */
const PAUSE = '*';

/** Time of the budgets. Null leaves it to the database, so that all processes agree. */
export interface BudgetTime {
  now(): Date | null;
  sleep(ms: number): Promise<void>;
}

export const BUDGET_TIME = Symbol('BudgetTime');

export const databaseTime: BudgetTime = { now: () => null, sleep: (ms) => sleep(ms) };

/**
 * Traffic budgets as rows, one per connection and rule: exact over all processes, and a restart does not refill them.
 * A call reserves its turn at once and then waits for it, so turns come in the order asked.
 */
@Injectable()
export class TrafficBudgets {
  constructor(
    private readonly dataSource: DataSource,
    @Inject(HOST_OPTIONS) private readonly options: Pick<HostOptions, 'maxBudgetWaitMs'>,
    @Inject(BUDGET_TIME) private readonly time: BudgetTime,
  ) {}

  of(connectionId: string, rules: readonly TrafficRule[]): TrafficBudget {
    return {
      take: (maxWaitMs) => this.take(connectionId, rules, Math.min(maxWaitMs, this.options.maxBudgetWaitMs)),
      pause: (seconds) => this.pause(connectionId, seconds),
    };
  }

  private async take(connectionId: string, rules: readonly TrafficRule[], maxWaitMs: number): Promise<void> {
    const [row]: { wait: number }[] = await this.dataSource.query(
      'SELECT take_traffic_budget($1, $2, $3, $4, $5, $6) AS wait',
      [
        connectionId,
        [PAUSE, ...rules.map(({ id }) => id)],
        [0, ...rules.map(({ perSecond }) => 1 / perSecond)],
        [0, ...rules.map(({ burst, perSecond }) => (burst - 1) / perSecond)],
        maxWaitMs / 1000,
        this.time.now(),
      ],
    );
    const wait = row!.wait;
    if (wait * 1000 > maxWaitMs) throw exhausted(Math.ceil(wait));
    if (wait > 0) await this.time.sleep(Math.ceil(wait * 1000));
  }

  private async pause(connectionId: string, seconds: number): Promise<void> {
    await this.dataSource.query(
      `INSERT INTO traffic_budgets AS b (connection_id, rule, next_at)
       VALUES ($1, $2, coalesce($4::timestamptz, clock_timestamp()) + make_interval(secs => $3))
       ON CONFLICT (connection_id, rule) DO UPDATE SET next_at = greatest(b.next_at, excluded.next_at)`,
      [connectionId, PAUSE, seconds, this.time.now()],
    );
  }
}

function exhausted(retryAfterSeconds: number): ProblemError {
  return new ProblemError({
    kind: 'rate-limited',
    code: 'traffic-budget-exhausted',
    message: `The limits of this server leave no room for another call within ${retryAfterSeconds} s.`,
    retryAfterSeconds,
  });
}
