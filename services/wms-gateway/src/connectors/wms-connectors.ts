import type { WmsConnector } from '@crossdock/connector-sdk';

/** The WMS connectors of this build by id. */
export class WmsConnectors {
  private readonly byId: ReadonlyMap<string, WmsConnector>;

  constructor(connectors: readonly WmsConnector[]) {
    this.byId = new Map(connectors.map((connector) => [connector.manifest.id, connector]));
  }

  /** @throws Error for an id that the host would not have let through */
  get(id: string): WmsConnector {
    const connector = this.byId.get(id);
    if (!connector) throw new Error(`This build has no WMS connector "${id}".`);
    return connector;
  }
}
