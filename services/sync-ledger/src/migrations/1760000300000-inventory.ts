import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Products, stock levels, snapshots on their way in, and what each cart shows. */
export class Inventory1760000300000 implements MigrationInterface {
  readonly name = 'Inventory1760000300000';

  async up(runner: QueryRunner): Promise<void> {
    await createLevels(runner);
    await createCartStock(runner);
    await createMarks(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX orders_seen_by_warehouse');
    await runner.query(
      `DROP FUNCTION mark_stock_of_changed_orders, mark_stock_of_added_lines, mark_stock_of_changed_lines,
         mark_stock_of_removed_lines, mark_stock_of_added_carts CASCADE`,
    );
    await runner.query(
      'DROP TABLE stock_marks, cart_stock, stock_snapshot_chunks, stock_snapshots, stock_levels, products',
    );
  }
}

async function createLevels(runner: QueryRunner): Promise<void> {
  await runner.query(`
    CREATE TABLE products (
      merchant_id uuid NOT NULL,
      sku text NOT NULL,
      account_id uuid NOT NULL,
      first_seen_at timestamptz NOT NULL,
      PRIMARY KEY (merchant_id, sku)
    )`);
  await runner.query('CREATE INDEX products_account ON products (account_id, merchant_id, sku)');
  // as_of: the snapshot that changed it last; a later complete snapshot confirms it without writing.
  await runner.query(`
    CREATE TABLE stock_levels (
      wms_connection_id uuid NOT NULL,
      sku text NOT NULL,
      warehouse text NOT NULL,
      account_id uuid NOT NULL,
      merchant_id uuid NOT NULL,
      on_hand integer NOT NULL,
      available integer NOT NULL,
      as_of timestamptz NOT NULL,
      PRIMARY KEY (wms_connection_id, sku, warehouse)
    ) WITH (fillfactor = 80)`);
  // The newest snapshot of each connection that any chunk arrived of, and the newest that arrived whole.
  await runner.query(`
    CREATE TABLE stock_snapshots (
      wms_connection_id uuid PRIMARY KEY,
      account_id uuid NOT NULL,
      merchant_id uuid NOT NULL,
      snapshot_id uuid NOT NULL,
      as_of timestamptz NOT NULL,
      complete_as_of timestamptz
    )`);
  await runner.query(`
    CREATE TABLE stock_snapshot_chunks (
      wms_connection_id uuid NOT NULL,
      snapshot_id uuid NOT NULL,
      chunk integer NOT NULL,
      last boolean NOT NULL,
      skus text[] NOT NULL,
      warehouses text[] NOT NULL,
      PRIMARY KEY (wms_connection_id, snapshot_id, chunk)
    )`);
}

async function createCartStock(runner: QueryRunner): Promise<void> {
  // requested_version: what the gateway was asked to set last; refused: the store refused that for good;
  // not_in_cart_at: since when the store is known not to have the SKU.
  await runner.query(`
    CREATE TABLE cart_stock (
      cart_connection_id uuid NOT NULL,
      sku text NOT NULL,
      account_id uuid NOT NULL,
      merchant_id uuid NOT NULL,
      wanted integer NOT NULL CHECK (wanted >= 0),
      version integer NOT NULL,
      requested_version integer NOT NULL DEFAULT 0,
      sent_version integer NOT NULL DEFAULT 0,
      sent_quantity integer,
      run_id uuid,
      awaited boolean NOT NULL DEFAULT false,
      refused boolean NOT NULL DEFAULT false,
      problem jsonb,
      not_in_cart_at timestamptz,
      PRIMARY KEY (cart_connection_id, sku)
    ) WITH (fillfactor = 80)`);
  await runner.query(
    `CREATE INDEX cart_stock_to_send ON cart_stock (cart_connection_id, sku)
       WHERE version > requested_version AND not_in_cart_at IS NULL`,
  );
  await runner.query('CREATE INDEX cart_stock_product ON cart_stock (merchant_id, sku)');
  await runner.query(
    `CREATE INDEX orders_seen_by_warehouse ON orders (merchant_id, coalesce(delivered_at, shipped_at))
       WHERE state <> 'canceled'`,
  );
}

/**
 * SKUs whose stock at the carts must be computed anew. Triggers write the marks, so that no way of changing an order
 * can forget it; marks are only ever added by writers, so that orders of one SKU do not wait for each other.
 */
async function createMarks(runner: QueryRunner): Promise<void> {
  // cart_connection_id: the cart on whose order the SKU appeared.
  await runner.query(`
    CREATE TABLE stock_marks (
      seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      merchant_id uuid NOT NULL,
      sku text NOT NULL,
      cart_connection_id uuid
    ) WITH (autovacuum_vacuum_scale_factor = 0.02)`);
  await markOn(
    runner,
    'changed_orders',
    'UPDATE ON orders REFERENCING OLD TABLE AS before NEW TABLE AS after',
    `SELECT DISTINCT n.merchant_id, l.sku, NULL::uuid
     FROM after n JOIN before o USING (id) JOIN order_lines l ON l.order_id = n.id
     WHERE (n.state = 'canceled') <> (o.state = 'canceled')
       OR coalesce(n.delivered_at, n.shipped_at) IS DISTINCT FROM coalesce(o.delivered_at, o.shipped_at)`,
  );
  await markOn(
    runner,
    'added_lines',
    'INSERT ON order_lines REFERENCING NEW TABLE AS after',
    `SELECT DISTINCT o.merchant_id, l.sku, o.cart_connection_id FROM after l JOIN orders o ON o.id = l.order_id`,
  );
  await markOn(
    runner,
    'changed_lines',
    'UPDATE ON order_lines REFERENCING OLD TABLE AS before NEW TABLE AS after',
    `SELECT DISTINCT o.merchant_id, v.sku, NULL::uuid
     FROM after n JOIN before b USING (id) JOIN orders o ON o.id = n.order_id
     CROSS JOIN LATERAL (VALUES (n.sku), (b.sku)) AS v (sku)
     WHERE n.quantity <> b.quantity OR n.sku <> b.sku`,
  );
  await markOn(
    runner,
    'removed_lines',
    'DELETE ON order_lines REFERENCING OLD TABLE AS before',
    `SELECT DISTINCT o.merchant_id, l.sku, NULL::uuid FROM before l JOIN orders o ON o.id = l.order_id`,
  );
  await markOn(
    runner,
    'added_carts',
    'INSERT ON cart_connections REFERENCING NEW TABLE AS after',
    `SELECT p.merchant_id, p.sku, NULL::uuid FROM after c JOIN products p ON p.merchant_id = c.merchant_id`,
  );
}

async function markOn(runner: QueryRunner, what: string, when: string, select: string): Promise<void> {
  await runner.query(`
    CREATE FUNCTION mark_stock_of_${what}() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      INSERT INTO stock_marks (merchant_id, sku, cart_connection_id) ${select};
      RETURN NULL;
    END $$`);
  await runner.query(
    `CREATE TRIGGER mark_stock_of_${what} AFTER ${when} FOR EACH STATEMENT EXECUTE FUNCTION mark_stock_of_${what}()`,
  );
}
