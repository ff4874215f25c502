import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a connection reads: streams with their cursor and lease, runs, and the records seen. */
export class Streams1750000300000 implements MigrationInterface {
  readonly name = 'Streams1750000300000';

  async up(runner: QueryRunner): Promise<void> {
    // due_at: when somebody should work the stream. attempts: leases taken since one was given back in order.
    await runner.query(`
      CREATE TABLE stream_state (
        connection_id uuid NOT NULL REFERENCES connections,
        stream text NOT NULL,
        account_id uuid NOT NULL,
        cursor jsonb,
        due_at timestamptz,
        attempts integer NOT NULL DEFAULT 0,
        lease_owner text,
        lease_token bigint,
        lease_until timestamptz,
        PRIMARY KEY (connection_id, stream)
      ) WITH (fillfactor = 50)`);
    await runner.query('CREATE INDEX stream_state_due ON stream_state (due_at) WHERE due_at IS NOT NULL');
    await runner.query(
      'CREATE INDEX stream_state_leased ON stream_state (account_id) WHERE lease_until IS NOT NULL',
    );
    await runner.query('CREATE SEQUENCE lease_token');
    await runner.query(`
      CREATE TABLE sync_runs (
        id uuid PRIMARY KEY,
        account_id uuid NOT NULL,
        merchant_id uuid NOT NULL,
        connection_id uuid NOT NULL REFERENCES connections,
        stream text NOT NULL,
        function text NOT NULL,
        target_kind text NOT NULL,
        target_id uuid NOT NULL,
        progress jsonb,
        pages integer NOT NULL DEFAULT 0,
        counts jsonb NOT NULL,
        problem jsonb,
        outcome text,
        beat integer NOT NULL DEFAULT 0,
        beat_at timestamptz NOT NULL DEFAULT now(),
        created_at timestamptz NOT NULL DEFAULT now(),
        finished_at timestamptz
      ) WITH (fillfactor = 70)`);
    await runner.query(
      'CREATE INDEX sync_runs_open ON sync_runs (connection_id, stream, id) WHERE finished_at IS NULL',
    );
    await runner.query('CREATE INDEX sync_runs_beat ON sync_runs (beat_at) WHERE finished_at IS NULL');
    await runner.query('CREATE INDEX sync_runs_finished ON sync_runs USING brin (finished_at)');
    await runner.query(`
      CREATE TABLE seen_records (
        connection_id uuid NOT NULL,
        stream text NOT NULL,
        external_id text NOT NULL,
        fingerprint bytea NOT NULL,
        revision integer NOT NULL DEFAULT 1,
        open boolean NOT NULL,
        day date,
        checked_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (connection_id, stream, external_id)
      ) WITH (fillfactor = 80)`);
    await runner.query(
      'CREATE INDEX seen_records_open ON seen_records (connection_id, stream, checked_at) WHERE open',
    );
    await runner.query(`
      CREATE TABLE record_days (
        connection_id uuid NOT NULL,
        stream text NOT NULL,
        day date NOT NULL,
        records integer NOT NULL,
        revision integer NOT NULL DEFAULT 1,
        told_revision integer NOT NULL DEFAULT 0,
        PRIMARY KEY (connection_id, stream, day)
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE record_days, seen_records, sync_runs, stream_state');
    await runner.query('DROP SEQUENCE lease_token');
  }
}
