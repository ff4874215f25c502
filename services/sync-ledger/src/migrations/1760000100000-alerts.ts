import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Alerts grouped by cause. The partial unique index lets one cause have one open alert and any number of closed ones. */
export class Alerts1760000100000 implements MigrationInterface {
  readonly name = 'Alerts1760000100000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE alerts (
        id uuid PRIMARY KEY,
        account_id uuid NOT NULL,
        merchant_id uuid NOT NULL,
        cause_key text NOT NULL,
        kind text NOT NULL,
        subject text NOT NULL,
        title text NOT NULL,
        detail text NOT NULL,
        fix text NOT NULL,
        opened_at timestamptz NOT NULL,
        last_at timestamptz NOT NULL,
        closed_at timestamptz
      )`);
    await runner.query(
      'CREATE UNIQUE INDEX alerts_one_open_per_cause ON alerts (merchant_id, cause_key) WHERE closed_at IS NULL',
    );
    await runner.query('CREATE INDEX alerts_by_account ON alerts (account_id, id)');
    await runner.query(`
      CREATE TABLE alert_items (
        alert_id uuid NOT NULL REFERENCES alerts (id) ON DELETE CASCADE,
        item text NOT NULL,
        raised_at timestamptz NOT NULL,
        cleared_at timestamptz,
        PRIMARY KEY (alert_id, item)
      )`);
    await runner.query('CREATE INDEX alert_items_open ON alert_items (item) WHERE cleared_at IS NULL');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE alert_items, alerts');
  }
}
