import { Injectable } from '@nestjs/common';
import { Metrics } from '@crossdock/platform';
import type { OrderState } from '../domain/order-state';

const SECONDS = [10, 30, 60, 120, 300, 600, 1_800, 3_600, 14_400, 86_400];

/** What operators watch of orders. */
@Injectable()
export class OrderMetrics {
  private readonly transitions;
  private readonly placedToWms;

  constructor(metrics: Metrics) {
    this.transitions = metrics.counter({
      name: 'crossdock_order_transitions_total',
      help: 'Orders by the state that they entered; "skipped" never enters the ledger.',
      labelNames: ['connector', 'outcome'],
    });
    this.placedToWms = metrics.histogram({
      name: 'crossdock_order_placed_to_wms_seconds',
      help: 'From the moment an order was placed in the cart until the warehouse held it.',
      labelNames: ['connector'],
      buckets: SECONDS,
    });
  }

  /** @param connector the cart's connector */
  entered(connector: string, state: OrderState | 'skipped'): void {
    this.transitions.inc({ connector, outcome: state });
  }

  atWms(connector: string, placedAt: Date, acceptedAt: Date): void {
    this.placedToWms.observe({ connector }, Math.max(0, acceptedAt.getTime() - placedAt.getTime()) / 1000);
  }
}
