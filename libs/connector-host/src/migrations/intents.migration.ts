import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The journal of everything that is written to vendors. */
export class Intents1750000400000 implements MigrationInterface {
  readonly name = 'Intents1750000400000';

  async up(runner: QueryRunner): Promise<void> {
    // ended_at: when the last call certainly sends nothing more; its deadline while it runs. tries: calls begun.
    await runner.query(`
      CREATE TABLE intents (
        id uuid PRIMARY KEY,
        seq bigint GENERATED ALWAYS AS IDENTITY,
        connection_id uuid NOT NULL REFERENCES connections,
        account_id uuid NOT NULL,
        merchant_id uuid NOT NULL,
        kind text NOT NULL,
        key text NOT NULL,
        attempt integer NOT NULL,
        group_key text NOT NULL,
        payload jsonb NOT NULL,
        state text NOT NULL DEFAULT 'pending'
          CHECK (state IN ('pending', 'in_flight', 'unknown', 'done', 'refused', 'superseded')),
        tries integer NOT NULL DEFAULT 0,
        lease_token bigint,
        ended_at timestamptz,
        next_attempt_at timestamptz NOT NULL DEFAULT now(),
        problem jsonb,
        receipt jsonb,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        UNIQUE (connection_id, kind, key, attempt)
      ) WITH (fillfactor = 70)`);
    await runner.query(`
      CREATE INDEX intents_pending ON intents (connection_id, kind, next_attempt_at, seq)
      WHERE state = 'pending'`);
    await runner.query(`
      CREATE INDEX intents_uncertain ON intents (connection_id, kind, next_attempt_at, seq)
      WHERE state IN ('in_flight', 'unknown')`);
    await runner.query(`
      CREATE INDEX intents_group ON intents (connection_id, group_key, seq)
      WHERE state IN ('pending', 'in_flight', 'unknown')`);
    await runner.query(`
      CREATE INDEX intents_concluded ON intents USING brin (updated_at)
      WHERE state IN ('done', 'refused', 'superseded')`);
    // Highest version taken in of values of which only the newest counts.
    await runner.query(`
      CREATE TABLE intent_versions (
        connection_id uuid NOT NULL,
        kind text NOT NULL,
        key text NOT NULL,
        version integer NOT NULL,
        PRIMARY KEY (connection_id, kind, key)
      ) WITH (fillfactor = 80)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE intent_versions, intents');
  }
}
