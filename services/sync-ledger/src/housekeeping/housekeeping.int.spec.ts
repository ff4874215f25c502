import { ledgerFixture, type LedgerFixture } from '../testing/ledger-fixture';
import { tenant } from '../testing/known-tenant';
import { Housekeeping } from './housekeeping.service';

describe('housekeeping', () => {
  let ledger: LedgerFixture;

  beforeAll(async () => {
    ledger = await ledgerFixture();
  });
  afterAll(() => ledger?.close());

  it('forgets old runs that ended, and nothing that is open or young', async () => {
    const days = (count: number) => new Date(ledger.clock.now().getTime() - count * 86_400_000);
    for (const [label, finishedAt] of [
      ['old', days(31)],
      ['young', days(29)],
      ['open', null],
    ] as const) {
      await ledger.dataSource.query(
        `INSERT INTO ledger_runs (run_id, account_id, merchant_id, function, target_kind, target_id, connector, beat_at,
           started_at, finished_at)
         VALUES (gen_random_uuid(), $1, $2, 'order-delivery', 'merchant', $2, $3, $4, $4, $5)`,
        [tenant.accountId, tenant.merchantId, label, days(40), finishedAt],
      );
    }
    await ledger.get(Housekeeping).purge();
    const rows = await ledger.dataSource.query('SELECT connector FROM ledger_runs ORDER BY connector');
    expect(rows).toEqual([{ connector: 'open' }, { connector: 'young' }]);
  });
});
