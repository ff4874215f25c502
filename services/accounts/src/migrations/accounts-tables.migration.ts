import type { MigrationInterface, QueryRunner } from 'typeorm';

export class AccountsTables1760000000000 implements MigrationInterface {
  readonly name = 'AccountsTables1760000000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE account (
        id uuid PRIMARY KEY,
        kind text NOT NULL CHECK (kind IN ('fulfillment', 'merchant')),
        name text NOT NULL,
        created_at timestamptz NOT NULL,
        UNIQUE (id, kind)
      )`);
    // The kind is repeated so that the database itself refuses a second merchant of a merchant account.
    await runner.query(`
      CREATE TABLE merchant (
        id uuid PRIMARY KEY,
        account_id uuid NOT NULL,
        account_kind text NOT NULL,
        name text NOT NULL,
        active boolean NOT NULL,
        revision integer NOT NULL CHECK (revision > 0),
        created_at timestamptz NOT NULL,
        FOREIGN KEY (account_id, account_kind) REFERENCES account (id, kind)
      )`);
    await runner.query('CREATE INDEX merchant_of_account ON merchant (account_id, id)');
    await runner.query('CREATE UNIQUE INDEX merchant_name ON merchant (account_id, lower(name))');
    await runner.query(
      `CREATE UNIQUE INDEX merchant_only_one ON merchant (account_id) WHERE account_kind = 'merchant'`,
    );
    await runner.query(`
      CREATE TABLE app_user (
        id uuid PRIMARY KEY,
        account_id uuid NOT NULL REFERENCES account (id),
        email text NOT NULL CHECK (email = lower(email)),
        password_hash text NOT NULL,
        created_at timestamptz NOT NULL,
        CONSTRAINT app_user_email UNIQUE (email)
      )`);
    await runner.query('CREATE INDEX app_user_of_account ON app_user (account_id, id)');
    await runner.query(`
      CREATE TABLE session (
        id uuid PRIMARY KEY,
        user_id uuid NOT NULL REFERENCES app_user (id) ON DELETE CASCADE,
        created_at timestamptz NOT NULL,
        expires_at timestamptz NOT NULL,
        revoked_at timestamptz
      )`);
    await runner.query('CREATE INDEX session_of_user ON session (user_id)');
    await runner.query('CREATE INDEX session_expiry ON session (expires_at)');
    await runner.query(`
      CREATE TABLE refresh_token (
        hash bytea PRIMARY KEY,
        session_id uuid NOT NULL REFERENCES session (id) ON DELETE CASCADE,
        expires_at timestamptz NOT NULL,
        used_at timestamptz
      )`);
    await runner.query('CREATE INDEX refresh_token_of_session ON refresh_token (session_id)');
    // Addresses are kept as hashes: many of them belong to nobody here.
    await runner.query(`
      CREATE TABLE login_attempt (
        email_hash bytea PRIMARY KEY,
        attempts integer NOT NULL,
        window_ends_at timestamptz NOT NULL
      )`);
    await runner.query(`
      CREATE TABLE signing_key (
        id text PRIMARY KEY,
        public_jwk jsonb NOT NULL,
        sealed_private_jwk text NOT NULL,
        is_current boolean NOT NULL,
        created_at timestamptz NOT NULL
      )`);
    await runner.query(
      'CREATE UNIQUE INDEX signing_key_one_current ON signing_key (is_current) WHERE is_current',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'DROP TABLE signing_key, login_attempt, refresh_token, session, app_user, merchant, account',
    );
  }
}
