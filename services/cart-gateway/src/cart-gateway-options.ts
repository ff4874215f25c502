import type { HostOptions } from '@crossdock/connector-host';

/** What an operator can tune beside the host's options. */
export interface RecheckOptions {
  /** An open order that nobody looked at for this many milliseconds is read again. */
  readonly recheckAfterMs: number;
  /** Open orders read again in one run, at most 100. */
  readonly recheckLimit: number;
}

export type CartGatewayOptions = HostOptions & RecheckOptions;

/** Injection token of the {@link RecheckOptions}. */
export const RECHECK_OPTIONS = Symbol('RecheckOptions');

export const DEFAULT_RECHECK_LIMIT = 100;
