import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Orders of a merchant go to one warehouse. */
export class OneConnectionPerMerchant1750001000000 implements MigrationInterface {
  readonly name = 'OneConnectionPerMerchant1750001000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE UNIQUE INDEX connections_one_per_merchant ON connections (merchant_id)
      WHERE state <> 'deleted'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX connections_one_per_merchant');
  }
}
