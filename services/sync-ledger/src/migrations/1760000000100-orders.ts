import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Orders with their lines and timeline, skipped orders, rules, ship methods, connections and runs. */
export class Orders1760000000100 implements MigrationInterface {
  readonly name = 'Orders1760000000100';

  async up(runner: QueryRunner): Promise<void> {
    await createProjections(runner);
    await createOrders(runner);
    await createSettings(runner);
    await createRuns(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      `DROP TABLE ledger_runs, ship_method_mappings, order_rules, skipped_orders, order_timeline, order_lines, orders,
         wms_connections, cart_connections, merchants`,
    );
  }
}

async function createProjections(runner: QueryRunner): Promise<void> {
  await runner.query(`
    CREATE TABLE merchants (
      id uuid PRIMARY KEY,
      account_id uuid NOT NULL,
      name text NOT NULL,
      active boolean NOT NULL,
      revision integer NOT NULL
    )`);
  for (const kind of ['cart', 'wms']) {
    await runner.query(`
      CREATE TABLE ${kind}_connections (
        id uuid PRIMARY KEY,
        account_id uuid NOT NULL,
        merchant_id uuid NOT NULL,
        connector text NOT NULL,
        name text NOT NULL,
        state text NOT NULL CHECK (state IN ('active', 'paused', 'needs_reauth', 'deleted')),
        revision integer NOT NULL
      )`);
    await runner.query(`CREATE INDEX ${kind}_connections_merchant ON ${kind}_connections (merchant_id)`);
  }
}

async function createOrders(runner: QueryRunner): Promise<void> {
  // delivery_run_id: the run that sent the latest attempt; settled_attempt: the latest whose first verdict is known.
  await runner.query(`
    CREATE TABLE orders (
      id uuid PRIMARY KEY,
      account_id uuid NOT NULL,
      merchant_id uuid NOT NULL,
      cart_connection_id uuid NOT NULL,
      cart_connector text NOT NULL,
      external_id text NOT NULL,
      number text NOT NULL,
      reference varchar(16) NOT NULL UNIQUE,
      revision integer NOT NULL,
      state text NOT NULL CHECK (state IN ('new', 'held', 'sending', 'at_wms', 'partially_shipped', 'shipped',
        'confirmed', 'canceled', 'error')),
      reason text,
      reason_detail text,
      cart_status text NOT NULL,
      payment text NOT NULL,
      vendor_status text NOT NULL,
      placed_at timestamptz NOT NULL,
      loaded_at timestamptz NOT NULL,
      ship_method_code text,
      ship_method_name text,
      wms_method_code text,
      wms_method_name text,
      currency text NOT NULL,
      total text NOT NULL,
      country text,
      region text,
      sealed_recipient text,
      wms_connection_id uuid,
      wms_order_id text,
      wms_order_number text,
      delivery_attempt integer NOT NULL DEFAULT 0,
      delivery_run_id uuid,
      settled_attempt integer NOT NULL DEFAULT 0,
      cancel_state text CHECK (cancel_state IN ('requested', 'refused')),
      cancel_attempt integer NOT NULL DEFAULT 0,
      delivered_at timestamptz,
      shipped_at timestamptz,
      confirmed_at timestamptz,
      canceled_at timestamptz,
      updated_at timestamptz NOT NULL,
      UNIQUE (cart_connection_id, external_id)
    )`);
  await runner.query('CREATE INDEX orders_account ON orders (account_id, placed_at DESC, id DESC)');
  await runner.query('CREATE INDEX orders_merchant ON orders (merchant_id, placed_at DESC, id DESC)');
  await runner.query(
    'CREATE INDEX orders_connection ON orders (cart_connection_id, placed_at DESC, id DESC)',
  );
  await runner.query('CREATE INDEX orders_number ON orders (account_id, number)');
  await runner.query(
    `CREATE INDEX orders_to_send ON orders (merchant_id, placed_at, id) WHERE state = 'new'`,
  );
  await runner.query(
    `CREATE INDEX orders_attention ON orders (account_id, state, placed_at DESC, id DESC)
       WHERE state IN ('new', 'held', 'error', 'sending')`,
  );
  await runner.query(`CREATE INDEX orders_held ON orders (cart_connection_id, id) WHERE state = 'held'`);
  await runner.query(
    `CREATE INDEX orders_method ON orders (cart_connection_id, ship_method_code)
       WHERE state IN ('new', 'held', 'error')`,
  );
  await runner.query(`
    CREATE TABLE order_lines (
      id uuid PRIMARY KEY,
      order_id uuid NOT NULL REFERENCES orders ON DELETE CASCADE,
      position integer NOT NULL,
      external_id text NOT NULL,
      sku text NOT NULL,
      name text NOT NULL,
      quantity integer NOT NULL,
      unit_price text,
      shipped_quantity integer NOT NULL DEFAULT 0,
      UNIQUE (order_id, external_id)
    )`);
  await runner.query(`
    CREATE TABLE order_timeline (
      id uuid PRIMARY KEY,
      order_id uuid NOT NULL REFERENCES orders ON DELETE CASCADE,
      account_id uuid NOT NULL,
      at timestamptz NOT NULL,
      kind text NOT NULL,
      message text NOT NULL,
      detail jsonb
    )`);
  await runner.query('CREATE INDEX order_timeline_order ON order_timeline (order_id, id)');
  // content: the order as the cart gave it, its recipient sealed; null for one known only as canceled.
  await runner.query(`
    CREATE TABLE skipped_orders (
      id uuid PRIMARY KEY,
      account_id uuid NOT NULL,
      merchant_id uuid NOT NULL,
      cart_connection_id uuid NOT NULL,
      cart_connector text NOT NULL,
      external_id text NOT NULL,
      number text NOT NULL,
      reason text NOT NULL,
      detail text NOT NULL,
      placed_at timestamptz NOT NULL,
      revision integer NOT NULL,
      skipped_at timestamptz NOT NULL,
      content jsonb,
      UNIQUE (cart_connection_id, external_id)
    )`);
  await runner.query('CREATE INDEX skipped_account ON skipped_orders (account_id, placed_at DESC, id DESC)');
  await runner.query(
    'CREATE INDEX skipped_merchant ON skipped_orders (merchant_id, placed_at DESC, id DESC)',
  );
  await runner.query('CREATE INDEX skipped_connection ON skipped_orders (cart_connection_id, id)');
}

async function createSettings(runner: QueryRunner): Promise<void> {
  // reevaluate_after: orders up to this id were looked at again since the last change; null when all were.
  await runner.query(`
    CREATE TABLE order_rules (
      cart_connection_id uuid PRIMARY KEY,
      account_id uuid NOT NULL,
      merchant_id uuid NOT NULL,
      earliest_order_date timestamptz,
      payments text[] NOT NULL,
      statuses text[] NOT NULL,
      unmapped_ship_method text NOT NULL CHECK (unmapped_ship_method IN ('hold', 'pass_through')),
      reevaluate_after uuid,
      updated_at timestamptz NOT NULL
    )`);
  await runner.query(
    'CREATE INDEX order_rules_reevaluate ON order_rules (updated_at) WHERE reevaluate_after IS NOT NULL',
  );
  await runner.query(`
    CREATE TABLE ship_method_mappings (
      cart_connection_id uuid NOT NULL,
      cart_code text NOT NULL,
      account_id uuid NOT NULL,
      merchant_id uuid NOT NULL,
      cart_name text NOT NULL,
      wms_code text,
      wms_name text,
      updated_at timestamptz NOT NULL,
      PRIMARY KEY (cart_connection_id, cart_code)
    )`);
}

async function createRuns(runner: QueryRunner): Promise<void> {
  await runner.query(`
    CREATE TABLE ledger_runs (
      run_id uuid PRIMARY KEY,
      account_id uuid NOT NULL,
      merchant_id uuid NOT NULL,
      function text NOT NULL,
      target_kind text NOT NULL,
      target_id uuid NOT NULL,
      connector text NOT NULL,
      requested integer NOT NULL DEFAULT 0,
      done integer NOT NULL DEFAULT 0,
      failed integer NOT NULL DEFAULT 0,
      dispatching boolean NOT NULL DEFAULT true,
      beat integer NOT NULL DEFAULT 0,
      beat_at timestamptz NOT NULL,
      started_at timestamptz NOT NULL,
      finished_at timestamptz,
      problem jsonb
    )`);
  await runner.query(
    'CREATE INDEX ledger_runs_dispatching ON ledger_runs (function, started_at) WHERE dispatching AND finished_at IS NULL',
  );
  await runner.query('CREATE INDEX ledger_runs_open ON ledger_runs (beat_at) WHERE finished_at IS NULL');
}
