import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { toConnection, type ConnectionRow, type StoredConnection } from './connection';

/** Rows of connections. A connection that was deleted is not found. */
@Injectable()
export class ConnectionStore {
  constructor(private readonly dataSource: DataSource) {}

  async insert(tx: EntityManager, connection: StoredConnection): Promise<void> {
    await tx.query(
      `INSERT INTO connections (id, account_id, merchant_id, connector, name, settings, sealed_credentials,
         identity, state, revision, read_since, created_at, updated_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $12)`,
      [
        connection.id,
        connection.accountId,
        connection.merchantId,
        connection.connector,
        connection.name,
        connection.settings,
        connection.sealedCredentials,
        connection.identity,
        connection.state,
        connection.revision,
        connection.readSince,
        connection.createdAt,
      ],
    );
  }

  /** Saves everything that can change. */
  async save(tx: EntityManager, connection: StoredConnection): Promise<void> {
    await tx.query(
      `UPDATE connections
       SET name = $2, settings = $3, sealed_credentials = $4, identity = $5, state = $6, problem = $7, revision = $8,
           updated_at = $9
       WHERE id = $1`,
      [
        connection.id,
        connection.name,
        connection.settings,
        connection.sealedCredentials,
        connection.identity,
        connection.state,
        connection.problem,
        connection.revision,
        connection.updatedAt,
      ],
    );
  }

  async find(id: string): Promise<StoredConnection | null> {
    const rows: ConnectionRow[] = await this.dataSource.query(
      `SELECT * FROM connections WHERE id = $1 AND state <> 'deleted'`,
      [id],
    );
    return rows.map(toConnection)[0] ?? null;
  }

  /** Locks the row against every other change until the transaction ends. */
  async lock(tx: EntityManager, id: string): Promise<StoredConnection | null> {
    const rows: ConnectionRow[] = await tx.query(
      `SELECT * FROM connections WHERE id = $1 AND state <> 'deleted' FOR UPDATE`,
      [id],
    );
    return rows.map(toConnection)[0] ?? null;
  }

  /** Keeps the state of these connections from changing until the transaction ends. */
  async share(tx: EntityManager, ids: readonly string[]): Promise<Map<string, StoredConnection>> {
    const rows: ConnectionRow[] = await tx.query(
      `SELECT * FROM connections WHERE id = ANY($1) AND state <> 'deleted' ORDER BY id FOR SHARE`,
      [ids],
    );
    return new Map(rows.map((row) => [row.id, toConnection(row)]));
  }

  async idsOfMerchants(tx: EntityManager, merchantIds: readonly string[]): Promise<Map<string, string>> {
    const rows: { id: string; merchant_id: string }[] = await tx.query(
      `SELECT id, merchant_id FROM connections WHERE merchant_id = ANY($1) AND state <> 'deleted' ORDER BY id`,
      [merchantIds],
    );
    return new Map(rows.map((row) => [row.merchant_id, row.id]));
  }

  /** Newest first, `limit + 1` of them, so that the caller sees whether there are more. */
  async list(
    accountId: string,
    { merchantId, before, limit }: { merchantId: string | null; before: string | null; limit: number },
  ): Promise<StoredConnection[]> {
    const rows: ConnectionRow[] = await this.dataSource.query(
      `SELECT * FROM connections
       WHERE account_id = $1 AND state <> 'deleted' AND ($2::uuid IS NULL OR merchant_id = $2)
         AND ($3::uuid IS NULL OR id < $3)
       ORDER BY id DESC LIMIT $4`,
      [accountId, merchantId, before, limit + 1],
    );
    return rows.map(toConnection);
  }
}
