import type { HostedConnector } from '@crossdock/connector-host';
import type { CartConnector } from '@crossdock/connector-sdk';

/** A cart connector as the host sees it. */
export function hostedCart(connector: CartConnector): HostedConnector {
  const { manifest, shipments, inventory } = connector;
  return {
    manifest,
    capabilities: [
      { stream: 'orders', direction: 'pull', repeatSafety: null },
      { stream: 'shipments', direction: 'push', repeatSafety: shipments.repeatSafety },
      { stream: 'inventory', direction: 'push', repeatSafety: inventory.repeatSafety },
    ],
    identity: (credentials, settings) => connector.storeIdentity(credentials, settings),
    test: (ctx) => connector.test(ctx),
  };
}
