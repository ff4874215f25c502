import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Tables of outbox, inbox and dead letters, in the schema of the service that runs it. */
export class MessagingTables1750000000000 implements MigrationInterface {
  readonly name = 'MessagingTables1750000000000';

  async up(runner: QueryRunner): Promise<void> {
    // claims: taken for publishing without a known end (a process died); attempts: handlers that failed in-process;
    // refusals: publishes that were returned or failed. available_at is the end of a lease or of a wait.
    await runner.query(`
      CREATE TABLE outbox (
        seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        key text NOT NULL,
        event json NOT NULL,
        queue text,
        added_at timestamptz NOT NULL DEFAULT now(),
        available_at timestamptz NOT NULL DEFAULT '-infinity',
        token bigint,
        claims integer NOT NULL DEFAULT 0,
        attempts integer NOT NULL DEFAULT 0,
        refusals integer NOT NULL DEFAULT 0,
        last_error text
      ) WITH (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.02)`);
    await runner.query('CREATE INDEX outbox_key ON outbox (key, seq)');
    await runner.query('CREATE SEQUENCE outbox_token');
    await runner.query(`
      CREATE TABLE inbox (
        consumer text NOT NULL,
        event_id uuid NOT NULL,
        handled_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (consumer, event_id)
      )`);
    await runner.query('CREATE INDEX inbox_handled_at ON inbox USING brin (handled_at)');
    await runner.query(`
      CREATE TABLE crash_guard (
        consumer text NOT NULL,
        event_id uuid NOT NULL,
        tries integer NOT NULL,
        PRIMARY KEY (consumer, event_id)
      )`);
    await runner.query(`
      CREATE TABLE dead_letter (
        id uuid PRIMARY KEY,
        queue text NOT NULL,
        event_id uuid,
        event json,
        raw text,
        reason text NOT NULL CHECK (reason IN ('exhausted', 'invalid', 'unreadable', 'crashed')),
        error text NOT NULL,
        attempts integer NOT NULL,
        parked_at timestamptz NOT NULL DEFAULT now(),
        requeued_at timestamptz,
        UNIQUE (queue, event_id)
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE dead_letter, crash_guard, inbox, outbox');
    await runner.query('DROP SEQUENCE outbox_token');
  }
}
