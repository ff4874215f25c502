import { faultOfRule } from '../budgets/traffic-budget';
import type { HostedConnector } from './hosted-connector';

/** The connectors of one gateway by id. */
export class ConnectorCatalogue {
  private readonly byId: ReadonlyMap<string, HostedConnector>;
  /** Ids of those whose queues and streams this process works; the others can still be set up here. */
  readonly served: readonly string[];

  /**
   * @param restriction ids that this process serves; null for all. Ids of the other gateway's connectors are left out.
   * @throws Error when two connectors share an id or a traffic rule makes no sense
   */
  constructor(connectors: readonly HostedConnector[], restriction: readonly string[] | null) {
    const byId = new Map<string, HostedConnector>();
    for (const connector of connectors) {
      const { id, traffic } = connector.manifest;
      if (byId.has(id)) throw new Error(`Two connectors have the id "${id}".`);
      const fault = traffic.rules.map(faultOfRule).find((text) => text !== null);
      if (fault !== undefined) throw new Error(`Connector "${id}": ${fault}.`);
      byId.set(id, connector);
    }
    this.byId = byId;
    this.served = [...byId.keys()].filter((id) => restriction === null || restriction.includes(id));
  }

  all(): readonly HostedConnector[] {
    return [...this.byId.values()];
  }

  find(id: string): HostedConnector | null {
    return this.byId.get(id) ?? null;
  }

  /** @throws Error for an unknown id: a row names a connector that this build no longer has */
  get(id: string): HostedConnector {
    const connector = this.find(id);
    if (connector === null) throw new Error(`This build has no connector "${id}".`);
    return connector;
  }
}
