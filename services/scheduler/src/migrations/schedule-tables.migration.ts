import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Projections of merchants and connections, schedules and runs. */
export class ScheduleTables1760000000000 implements MigrationInterface {
  readonly name = 'ScheduleTables1760000000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE merchant (
        id uuid PRIMARY KEY,
        account_id uuid NOT NULL,
        active boolean NOT NULL,
        revision integer NOT NULL
      )`);
    await runner.query(`
      CREATE TABLE connection (
        id uuid PRIMARY KEY,
        side text NOT NULL CHECK (side IN ('cart', 'wms')),
        account_id uuid NOT NULL,
        merchant_id uuid NOT NULL,
        connector text NOT NULL,
        state text NOT NULL,
        revision integer NOT NULL
      )`);
    await runner.query('CREATE INDEX connection_merchant ON connection (merchant_id)');
    // Each slot updates its row: room on the page and an eager vacuum keep claims fast.
    await runner.query(`
      CREATE TABLE schedule (
        target_id uuid NOT NULL,
        function text NOT NULL,
        target_kind text NOT NULL,
        account_id uuid NOT NULL,
        merchant_id uuid NOT NULL,
        connector text NOT NULL,
        plan jsonb NOT NULL,
        paused boolean NOT NULL DEFAULT false,
        blocked text,
        enabled boolean NOT NULL GENERATED ALWAYS AS (NOT paused AND blocked IS NULL AND plan->>'kind' <> 'off') STORED,
        next_run_at timestamptz,
        active_run_id uuid,
        last_run_id uuid,
        failures integer NOT NULL DEFAULT 0,
        retry_at timestamptz,
        PRIMARY KEY (target_id, function)
      ) WITH (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.02)`);
    await runner.query(
      'CREATE INDEX schedule_due ON schedule (next_run_at) WHERE enabled AND active_run_id IS NULL',
    );
    await runner.query('CREATE INDEX schedule_account ON schedule (account_id, target_id, function)');
    await runner.query('CREATE INDEX schedule_merchant ON schedule (merchant_id)');
    await runner.query(`
      CREATE TABLE run (
        id uuid PRIMARY KEY,
        account_id uuid NOT NULL,
        merchant_id uuid NOT NULL,
        target_id uuid NOT NULL,
        target_kind text NOT NULL,
        function text NOT NULL,
        connector text NOT NULL,
        trigger text NOT NULL,
        due_at timestamptz NOT NULL,
        started_at timestamptz NOT NULL,
        heartbeat_at timestamptz NOT NULL,
        beat integer NOT NULL DEFAULT 0,
        finished_at timestamptz,
        outcome text CHECK ((outcome IS NULL) = (finished_at IS NULL)),
        lost boolean NOT NULL DEFAULT false,
        counts jsonb NOT NULL,
        problem jsonb
      ) WITH (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.02)`);
    await runner.query(
      'CREATE UNIQUE INDEX run_active ON run (target_id, function) WHERE finished_at IS NULL',
    );
    await runner.query('CREATE INDEX run_heartbeat ON run (heartbeat_at) WHERE finished_at IS NULL');
    await runner.query('CREATE INDEX run_account ON run (account_id, id)');
    await runner.query('CREATE INDEX run_target ON run (target_id, id)');
    await runner.query('CREATE INDEX run_merchant ON run (merchant_id, id)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE run, schedule, connection, merchant');
  }
}
