import { Logger } from '@nestjs/common';
import { SchedulerRegistry } from '@nestjs/schedule';
import { Metrics } from '@crossdock/platform';
import { Ticks } from './ticks.service';

describe('Ticks', () => {
  let ticks: Ticks;
  let metrics: Metrics;

  beforeEach(() => {
    jest.useFakeTimers();
    Logger.overrideLogger(false);
    metrics = new Metrics('sync-ledger');
    ticks = new Ticks(new SchedulerRegistry(), metrics);
  });
  afterEach(() => {
    jest.useRealTimers();
    Logger.overrideLogger(['log', 'warn', 'error']);
  });

  it('never runs a task twice at once, and waits for it when it stops', async () => {
    const finish: (() => void)[] = [];
    ticks.every('slow', 100, () => new Promise<void>((resolve) => finish.push(resolve)));
    ticks.onApplicationBootstrap();
    await jest.advanceTimersByTimeAsync(350);
    expect(finish).toHaveLength(1);
    finish[0]!();
    await jest.advanceTimersByTimeAsync(100);
    expect(finish).toHaveLength(2);
    let stopped = false;
    const stopping = ticks.beforeApplicationShutdown().then(() => (stopped = true));
    await jest.advanceTimersByTimeAsync(1000);
    expect([stopped, finish.length]).toEqual([false, 2]);
    finish[1]!();
    await stopping;
  });

  it('goes on after a failure and counts it', async () => {
    let turns = 0;
    ticks.every('weak', 100, async () => {
      turns += 1;
      if (turns === 1) throw new Error('The database is away.');
    });
    ticks.onApplicationBootstrap();
    await jest.advanceTimersByTimeAsync(250);
    await ticks.beforeApplicationShutdown();
    expect(turns).toBe(2);
    const text = await metrics.render();
    expect(text).toContain('crossdock_ledger_task_failures_total{kind="weak",service="sync-ledger"} 1');
  });
});
