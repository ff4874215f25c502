import { messagingMetrics } from './messaging-metrics';
import { Metrics } from './metrics';

describe('messagingMetrics', () => {
  it('shows what messaging tells by event, connector, lane and outcome', async () => {
    const metrics = new Metrics('cart-gateway');
    const told = messagingMetrics(metrics);
    told.published('OrderDownloaded', 'confirmed');
    told.handled('cart-gateway.vendure.push', 'ShipmentUploadRequested', 'handled');
    told.handled('cart-gateway.merchants', 'MerchantChanged', 'retried');
    told.batchHandled('cart-gateway.merchants', 3, 0.02);
    told.outboxOldestAge(1.5);
    told.deadLetters(2);
    const lines = (await metrics.render()).split('\n');
    expect(lines).toEqual(
      expect.arrayContaining([
        'crossdock_events_published_total{event="OrderDownloaded",outcome="confirmed",service="cart-gateway"} 1',
        'crossdock_events_handled_total{connector="vendure",lane="push",event="ShipmentUploadRequested",outcome="handled",service="cart-gateway"} 1',
        'crossdock_events_handled_total{connector="none",lane="merchants",event="MerchantChanged",outcome="retried",service="cart-gateway"} 1',
        'crossdock_event_batch_events_total{connector="none",lane="merchants",service="cart-gateway"} 3',
        'crossdock_outbox_oldest_seconds{service="cart-gateway"} 1.5',
        'crossdock_dead_letters{service="cart-gateway"} 2',
      ]),
    );
  });
});
