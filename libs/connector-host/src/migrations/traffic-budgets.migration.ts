import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Traffic budgets: the instant at which each rule's bucket would be empty again (generic cell rate algorithm). */
export class TrafficBudgets1750000200000 implements MigrationInterface {
  readonly name = 'TrafficBudgets1750000200000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE traffic_budgets (
        connection_id uuid NOT NULL,
        rule text NOT NULL,
        next_at timestamptz NOT NULL,
        PRIMARY KEY (connection_id, rule)
      ) WITH (fillfactor = 50)`);
    // Returns the seconds to wait for the turn. Above max_wait nothing was taken. All rules or none.
    await runner.query(`
      CREATE FUNCTION take_traffic_budget(
        for_connection uuid, rules text[], intervals float8[], tolerances float8[], max_wait float8,
        given_now timestamptz
      ) RETURNS float8 LANGUAGE plpgsql AS $$
      DECLARE
        at timestamptz;
        wait float8;
      BEGIN
        -- A crash of the database may give back the calls of its last moment; waiting for the disk is not worth that.
        PERFORM set_config('synchronous_commit', 'off', true);
        INSERT INTO traffic_budgets (connection_id, rule, next_at)
          SELECT for_connection, rule, '-infinity' FROM unnest(rules) AS rule ORDER BY rule
          ON CONFLICT DO NOTHING;
        PERFORM FROM traffic_budgets
          WHERE connection_id = for_connection AND rule = ANY (rules) ORDER BY rule FOR UPDATE;
        at := coalesce(given_now, clock_timestamp());
        SELECT max(extract(epoch FROM greatest(b.next_at - make_interval(secs => r.tolerance), at) - at))
          INTO wait
          FROM unnest(rules, tolerances) AS r (rule, tolerance)
          JOIN traffic_budgets b ON b.connection_id = for_connection AND b.rule = r.rule
          WHERE b.next_at > '-infinity';
        wait := coalesce(wait, 0);
        IF wait <= max_wait THEN
          UPDATE traffic_budgets b
            SET next_at = greatest(b.next_at, at) + make_interval(secs => r.pause)
            FROM unnest(rules, intervals) AS r (rule, pause)
            WHERE b.connection_id = for_connection AND b.rule = r.rule;
        END IF;
        RETURN wait;
      END $$`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'DROP FUNCTION take_traffic_budget(uuid, text[], float8[], float8[], float8, timestamptz)',
    );
    await runner.query('DROP TABLE traffic_budgets');
  }
}
