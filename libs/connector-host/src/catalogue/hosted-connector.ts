import type { ConnectionReport, ConnectorContext, Manifest } from '@crossdock/connector-sdk';

export interface Capability {
  /** Such as `orders`. */
  readonly stream: string;
  readonly direction: 'pull' | 'push';
  /** How a repeated write behaves at the vendor; null for reading. */
  readonly repeatSafety: 'natural' | 'lookup' | 'vendor-key' | null;
}

/** What the host must know of a connector, whichever kind it is. */
export interface HostedConnector {
  readonly manifest: Manifest;
  readonly capabilities: readonly Capability[];
  /** Same store or warehouse, same text. Takes what the manifest's schemas gave. */
  identity(credentials: unknown, settings: unknown): string;
  /** @throws ProblemError */
  test(ctx: ConnectorContext): Promise<ConnectionReport>;
}
