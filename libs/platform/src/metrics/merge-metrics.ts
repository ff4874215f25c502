import { AggregatorRegistry } from 'prom-client';
import type { Metrics } from './metrics';

/**
 * Prometheus text of several services that share a process. Their label `service` keeps the series apart; those of the
 * process itself (memory, CPU, event loop) say the same for each of them.
 */
export async function mergeMetrics(all: readonly Metrics[]): Promise<string> {
  const collected = await Promise.all(all.map(({ registry }) => registry.getMetricsAsJSON()));
  return AggregatorRegistry.aggregate(collected).metrics();
}
