import type { ServiceName } from './service-name';

export const LOG_LEVELS = ['silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** Keys of 32 bytes that seal secrets and personal data at rest and in events. */
export interface DataKeys {
  /** Id of the key that seals new values. */
  readonly current: string;
  /** Every key that may still be needed to open something, by id. */
  readonly keys: Readonly<Record<string, Buffer>>;
}

/** Times of writes at vendors, in seconds; null leaves it to the gateway. */
export interface WriteTimes {
  /** Longest time that one write call may take. */
  readonly deadline: number | null;
  /** Wait before a write whose outcome nobody knows is looked up. */
  readonly lookupDelay: number | null;
  /** A look-up's "absent" is believed only this long after the write call ended. */
  readonly absentGrace: number | null;
  /** First wait after a write that failed for a passing reason. */
  readonly backoff: number | null;
  /** Longest such wait: it grows from try to try. */
  readonly backoffMax: number | null;
}

/** Injection token of the {@link ServiceConfig}. */
export const SERVICE_CONFIG = Symbol('ServiceConfig');

/** Everything that a service may know about where it runs. Nothing else reads the environment. */
export interface ServiceConfig {
  readonly service: ServiceName;
  /** `postgres://` address of a login that may act as the service's role. */
  readonly databaseUrl: string;
  /** Most connections that the service keeps to PostgreSQL. */
  readonly databasePoolSize: number;
  /** `amqp://` address of the broker; empty where the transport is in-process. */
  readonly amqpUrl: string;
  /** Put before the name of each exchange and queue, so that several systems can share a virtual host. */
  readonly amqpPrefix: string;
  readonly host: string;
  /** 0 lets the system choose. */
  readonly port: number;
  readonly dataKeys: DataKeys;
  /** Where the keys that verify access tokens are published. Read at the first request that needs it. */
  readonly jwksUrl: string;
  /** Ids of the connectors that this process serves; null serves all. */
  readonly connectors: readonly string[] | null;
  /** An open order that its cart was not asked about for this long is read again: carts change orders silently. */
  readonly openOrderRecheckSeconds: number;
  /** What a process that died had in hand goes to others after this long. */
  readonly leaseSeconds: number;
  readonly writes: WriteTimes;
  /** First rest of a schedule whose run failed, in seconds; null leaves it to the scheduler. */
  readonly scheduleBackoffSeconds: number | null;
  readonly logLevel: LogLevel;
  /** Address under which people reach the system, without a trailing slash. */
  readonly publicUrl: string;
}
