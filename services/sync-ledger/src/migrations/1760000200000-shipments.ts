import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Shipments with parcels and what of each order line they carry, uploads to carts, carriers and upload rules. */
export class Shipments1760000200000 implements MigrationInterface {
  readonly name = 'Shipments1760000200000';

  async up(runner: QueryRunner): Promise<void> {
    await createShipments(runner);
    await createUploads(runner);
    await createSettings(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX orders_by_wms_order');
    await runner.query(
      `DROP TABLE upload_rules, carrier_mappings, shipment_uploads, package_allocations, package_lines,
         shipment_packages, shipments`,
    );
  }
}

async function createShipments(runner: QueryRunner): Promise<void> {
  await runner.query(`
    CREATE TABLE shipments (
      id uuid PRIMARY KEY,
      account_id uuid NOT NULL,
      merchant_id uuid NOT NULL,
      wms_connection_id uuid NOT NULL,
      external_id text NOT NULL,
      order_id uuid REFERENCES orders ON DELETE SET NULL,
      order_reference text,
      wms_order_id text,
      status text NOT NULL CHECK (status IN ('shipped', 'voided')),
      shipped_at timestamptz NOT NULL,
      revision integer NOT NULL,
      received_at timestamptz NOT NULL,
      UNIQUE (wms_connection_id, external_id)
    )`);
  await runner.query('CREATE INDEX shipments_order ON shipments (order_id)');
  await runner.query('CREATE INDEX shipments_account ON shipments (account_id, id)');
  await runner.query('CREATE INDEX shipments_merchant ON shipments (merchant_id, shipped_at)');
  await runner.query('CREATE INDEX shipments_unmatched ON shipments (received_at) WHERE order_id IS NULL');
  await runner.query(
    'CREATE INDEX shipments_unmatched_reference ON shipments (order_reference) WHERE order_id IS NULL',
  );
  await runner.query(
    'CREATE INDEX shipments_unmatched_wms_order ON shipments (wms_connection_id, wms_order_id) WHERE order_id IS NULL',
  );
  await runner.query('CREATE INDEX orders_by_wms_order ON orders (wms_connection_id, wms_order_id)');
  // active: false once the shipment was voided or its newest version has the parcel no more.
  await runner.query(`
    CREATE TABLE shipment_packages (
      id uuid PRIMARY KEY,
      shipment_id uuid NOT NULL REFERENCES shipments ON DELETE CASCADE,
      external_id text NOT NULL,
      tracking_number text,
      carrier text,
      service text,
      active boolean NOT NULL,
      UNIQUE (shipment_id, external_id)
    )`);
  await runner.query(`
    CREATE TABLE package_lines (
      id uuid PRIMARY KEY,
      package_id uuid NOT NULL REFERENCES shipment_packages ON DELETE CASCADE,
      position integer NOT NULL,
      sku text NOT NULL,
      line_reference text,
      quantity integer NOT NULL CHECK (quantity > 0),
      UNIQUE (package_id, position)
    )`);
  await runner.query(`
    CREATE TABLE package_allocations (
      package_line_id uuid NOT NULL REFERENCES package_lines ON DELETE CASCADE,
      order_line_id uuid NOT NULL REFERENCES order_lines ON DELETE CASCADE,
      package_id uuid NOT NULL REFERENCES shipment_packages ON DELETE CASCADE,
      quantity integer NOT NULL CHECK (quantity > 0),
      PRIMARY KEY (package_line_id, order_line_id)
    )`);
  await runner.query('CREATE INDEX package_allocations_package ON package_allocations (package_id)');
  await runner.query('CREATE INDEX package_allocations_order_line ON package_allocations (order_line_id)');
}

async function createUploads(runner: QueryRunner): Promise<void> {
  // awaited: the run that asked for it has not heard a first verdict.
  await runner.query(`
    CREATE TABLE shipment_uploads (
      id uuid PRIMARY KEY,
      account_id uuid NOT NULL,
      merchant_id uuid NOT NULL,
      package_id uuid NOT NULL REFERENCES shipment_packages ON DELETE CASCADE,
      cart_connection_id uuid NOT NULL,
      order_id uuid NOT NULL REFERENCES orders ON DELETE CASCADE,
      reference varchar(20) NOT NULL UNIQUE,
      state text NOT NULL CHECK (state IN ('pending', 'requested', 'uploaded', 'failed')),
      attempt integer NOT NULL DEFAULT 0,
      awaited boolean NOT NULL DEFAULT false,
      run_id uuid,
      fulfillment_id text,
      problem jsonb,
      next_attempt_at timestamptz,
      created_at timestamptz NOT NULL,
      requested_at timestamptz,
      uploaded_at timestamptz,
      UNIQUE (package_id, cart_connection_id)
    )`);
  await runner.query(
    `CREATE INDEX shipment_uploads_pending ON shipment_uploads (cart_connection_id, id) WHERE state = 'pending'`,
  );
  await runner.query('CREATE INDEX shipment_uploads_order ON shipment_uploads (order_id)');
}

async function createSettings(runner: QueryRunner): Promise<void> {
  // cart_carrier: null passes the warehouse's word through.
  await runner.query(`
    CREATE TABLE carrier_mappings (
      merchant_id uuid NOT NULL,
      wms_carrier text NOT NULL,
      account_id uuid NOT NULL,
      cart_carrier text,
      PRIMARY KEY (merchant_id, wms_carrier)
    )`);
  await runner.query(`
    CREATE TABLE upload_rules (
      cart_connection_id uuid PRIMARY KEY,
      account_id uuid NOT NULL,
      merchant_id uuid NOT NULL,
      partial_shipments text NOT NULL CHECK (partial_shipments IN ('immediate', 'wait_for_all'))
    )`);
}
