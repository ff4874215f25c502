import { Metrics } from './metrics';

describe('Metrics', () => {
  it('keeps services of one process apart and labels each series with its service', async () => {
    const [ledger, scheduler] = [new Metrics('sync-ledger'), new Metrics('scheduler')];
    for (const metrics of [ledger, scheduler]) {
      metrics
        .counter({ name: 'orders_total', help: 'Orders.', labelNames: ['outcome'] })
        .inc({ outcome: 'ok' });
    }
    const text = await ledger.render();
    expect(text).toContain('orders_total{outcome="ok",service="sync-ledger"} 1');
    expect(text).not.toContain('scheduler');
    expect(text).toContain('process_resident_memory_bytes{service="sync-ledger"}');
  });

  it('gives the same metric to everybody who asks for its name', async () => {
    const metrics = new Metrics('accounts');
    for (let i = 0; i < 2; i += 1) metrics.gauge({ name: 'waiting', help: 'Waiting.' }).inc();
    metrics.histogram({ name: 'took_seconds', help: 'Took.', buckets: [1] }).observe(0.5);
    const text = await metrics.render();
    expect(text).toContain('waiting{service="accounts"} 2');
    expect(text).toContain('took_seconds_bucket{le="1",service="accounts"} 1');
  });
});
