import { mergeMetrics } from './merge-metrics';
import { Metrics } from './metrics';

describe('mergeMetrics', () => {
  it('shows every series of every service once, under one heading', async () => {
    const [accounts, scheduler] = [new Metrics('accounts'), new Metrics('scheduler')];
    const turns = { name: 'turns_total', help: 'Turns.', labelNames: ['kind'] as const };
    accounts.counter(turns).inc({ kind: 'a' }, 2);
    scheduler.counter(turns).inc({ kind: 'a' }, 3);
    scheduler.histogram({ name: 'took_seconds', help: 'Took.', buckets: [1] }).observe(0.5);
    const lines = (await mergeMetrics([accounts, scheduler])).split('\n');
    expect(lines.filter((line) => line.includes('turns_total'))).toEqual([
      '# HELP turns_total Turns.',
      '# TYPE turns_total counter',
      'turns_total{kind="a",service="accounts"} 2',
      'turns_total{kind="a",service="scheduler"} 3',
    ]);
    expect(lines.filter((line) => line.startsWith('took_seconds'))).toEqual([
      'took_seconds_bucket{le="1",service="scheduler"} 1',
      'took_seconds_bucket{le="+Inf",service="scheduler"} 1',
      'took_seconds_sum{service="scheduler"} 0.5',
      'took_seconds_count{service="scheduler"} 1',
    ]);
  });
});
