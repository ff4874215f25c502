import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Connections, and the merchants that they may belong to. */
export class Connections1750000100000 implements MigrationInterface {
  readonly name = 'Connections1750000100000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE merchants (
        id uuid PRIMARY KEY,
        account_id uuid NOT NULL,
        name text NOT NULL,
        active boolean NOT NULL,
        revision integer NOT NULL
      )`);
    await runner.query(`
      CREATE TABLE connections (
        id uuid PRIMARY KEY,
        account_id uuid NOT NULL,
        merchant_id uuid NOT NULL,
        connector text NOT NULL,
        name text NOT NULL,
        settings jsonb NOT NULL,
        sealed_credentials text NOT NULL,
        credentials_revision integer NOT NULL DEFAULT 1,
        identity text NOT NULL,
        state text NOT NULL CHECK (state IN ('active', 'paused', 'needs_reauth', 'deleted')),
        problem jsonb,
        revision integer NOT NULL DEFAULT 1,
        read_since timestamptz NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now()
      )`);
    await runner.query(`
      CREATE UNIQUE INDEX connections_identity ON connections (account_id, connector, identity)
      WHERE state <> 'deleted'`);
    await runner.query(
      `CREATE INDEX connections_account ON connections (account_id, id) WHERE state <> 'deleted'`,
    );
    await runner.query(
      `CREATE INDEX connections_merchant ON connections (merchant_id) WHERE state <> 'deleted'`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE connections, merchants');
  }
}
