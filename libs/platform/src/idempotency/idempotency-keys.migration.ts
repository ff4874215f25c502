import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Table of the requests that came with an `Idempotency-Key`, in the schema of the service that runs it. */
export class IdempotencyKeys1740000000000 implements MigrationInterface {
  readonly name = 'IdempotencyKeys1740000000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE idempotency_keys (
        account_id uuid NOT NULL,
        key text NOT NULL,
        request_digest bytea NOT NULL,
        state text NOT NULL CHECK (state IN ('running', 'done', 'failed')),
        status integer,
        body json,
        created_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (account_id, key)
      )`);
    await runner.query('CREATE INDEX idempotency_keys_created_at ON idempotency_keys (created_at)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE idempotency_keys');
  }
}
