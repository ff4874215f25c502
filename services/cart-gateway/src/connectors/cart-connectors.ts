import type { CartConnector } from '@crossdock/connector-sdk';

/** The cart connectors of this build by id. */
export class CartConnectors {
  private readonly byId: ReadonlyMap<string, CartConnector>;

  constructor(connectors: readonly CartConnector[]) {
    this.byId = new Map(connectors.map((connector) => [connector.manifest.id, connector]));
  }

  /** @throws Error for an id that the host would not have let through */
  get(id: string): CartConnector {
    const connector = this.byId.get(id);
    if (!connector) throw new Error(`This build has no cart connector "${id}".`);
    return connector;
  }
}
