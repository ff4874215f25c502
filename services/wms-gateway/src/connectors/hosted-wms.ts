import type { HostedConnector } from '@crossdock/connector-host';
import type { WmsConnector } from '@crossdock/connector-sdk';

/** A WMS connector as the host sees it. */
export function hostedWms(connector: WmsConnector): HostedConnector {
  const { manifest, orders, cancellations } = connector;
  return {
    manifest,
    capabilities: [
      { stream: 'orders', direction: 'push', repeatSafety: orders.repeatSafety },
      { stream: 'cancellations', direction: 'push', repeatSafety: cancellations.repeatSafety },
      { stream: 'shipments', direction: 'pull', repeatSafety: null },
      { stream: 'inventory', direction: 'pull', repeatSafety: null },
    ],
    identity: (credentials, settings) => connector.warehouseIdentity(credentials, settings),
    test: (ctx) => connector.test(ctx),
  };
}
