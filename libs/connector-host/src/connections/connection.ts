import type { ConnectionState, Problem } from '@crossdock/domain';

/** A store or warehouse that somebody connected, without its credentials. */
export interface Connection {
  readonly id: string;
  readonly accountId: string;
  readonly merchantId: string;
  readonly connector: string;
  readonly name: string;
  readonly settings: unknown;
  /** What the connector calls the store or warehouse; unique in the account. */
  readonly identity: string;
  readonly state: ConnectionState;
  /** Why the state is `needs_reauth`. */
  readonly problem: Problem | null;
  /** Grows with every change that others may see. */
  readonly revision: number;
  /** Records older than this are not asked for. */
  readonly readSince: Date;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export interface StoredConnection extends Connection {
  readonly sealedCredentials: string;
}

export interface ConnectionRow {
  id: string;
  account_id: string;
  merchant_id: string;
  connector: string;
  name: string;
  settings: unknown;
  sealed_credentials: string;
  identity: string;
  state: ConnectionState;
  problem: Problem | null;
  revision: number;
  read_since: Date;
  created_at: Date;
  updated_at: Date;
}

export function toConnection(row: ConnectionRow): StoredConnection {
  return {
    id: row.id,
    accountId: row.account_id,
    merchantId: row.merchant_id,
    connector: row.connector,
    name: row.name,
    settings: row.settings,
    sealedCredentials: row.sealed_credentials,
    identity: row.identity,
    state: row.state,
    problem: row.problem,
    revision: row.revision,
    readSince: row.read_since,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}
