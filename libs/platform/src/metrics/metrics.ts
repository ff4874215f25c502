import {
  collectDefaultMetrics,
  Counter,
  Gauge,
  Histogram,
  Registry,
  type CounterConfiguration,
  type GaugeConfiguration,
  type HistogramConfiguration,
} from 'prom-client';
import type { ServiceName } from '../config/service-name';

export const METRICS_CONTENT_TYPE = Registry.PROMETHEUS_CONTENT_TYPE;

/**
 * Metrics of one service in a registry of its own, so that five services in one process do not mix. Every series has
 * the label `service`. Further labels: `event, connector, lane, outcome, kind`; never an id.
 * Asking twice for the same name gives the same metric.
 */
export class Metrics {
  readonly registry = new Registry();

  constructor(service: ServiceName) {
    this.registry.setDefaultLabels({ service });
    collectDefaultMetrics({ register: this.registry });
  }

  counter<L extends string = never>(options: Omit<CounterConfiguration<L>, 'registers'>): Counter<L> {
    return this.once(options.name, () => new Counter<L>({ ...options, registers: [this.registry] }));
  }

  gauge<L extends string = never>(options: Omit<GaugeConfiguration<L>, 'registers'>): Gauge<L> {
    return this.once(options.name, () => new Gauge<L>({ ...options, registers: [this.registry] }));
  }

  /** Buckets are in the unit that the name ends with, seconds by custom. */
  histogram<L extends string = never>(options: Omit<HistogramConfiguration<L>, 'registers'>): Histogram<L> {
    return this.once(options.name, () => new Histogram<L>({ ...options, registers: [this.registry] }));
  }

  /** Prometheus text of everything. */
  render(): Promise<string> {
    return this.registry.metrics();
  }

  private once<M extends object>(name: string, make: () => M): M {
    const existing = this.registry.getSingleMetric(name);
    return existing === undefined ? make() : (existing as unknown as M);
  }
}
