import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How many orders of a day each cart has, as its gateway counted them. */
export class CartBooks1760000400000 implements MigrationInterface {
  readonly name = 'CartBooks1760000400000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE cart_books (
        cart_connection_id uuid NOT NULL,
        day date NOT NULL,
        account_id uuid NOT NULL,
        merchant_id uuid NOT NULL,
        orders integer NOT NULL,
        revision integer NOT NULL,
        counted_at timestamptz NOT NULL,
        PRIMARY KEY (cart_connection_id, day)
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE cart_books');
  }
}
