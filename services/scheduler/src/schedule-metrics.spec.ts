import { Metrics } from '@crossdock/platform';
import type { Run } from './runs/run.entity';
import { ScheduleMetrics } from './schedule-metrics';

describe('metrics', () => {
  it('show lateness and ends without saying whose', async () => {
    const metrics = new Metrics('scheduler');
    const told = new ScheduleMetrics(metrics);
    told.started({ dueAt: new Date(1_000), startedAt: new Date(2_500) } as Run);
    told.ended('order-download', 'lost');
    told.taskFailed('tick');
    const lines = (await metrics.render()).split('\n');
    expect(lines).toEqual(
      expect.arrayContaining([
        'crossdock_schedule_lateness_seconds_bucket{le="1",service="scheduler"} 0',
        'crossdock_schedule_lateness_seconds_bucket{le="2",service="scheduler"} 1',
        'crossdock_schedule_lateness_seconds_sum{service="scheduler"} 1.5',
        'crossdock_schedule_runs_total{function="order-download",outcome="lost",service="scheduler"} 1',
        'crossdock_schedule_task_failures_total{kind="tick",service="scheduler"} 1',
      ]),
    );
  });
});
