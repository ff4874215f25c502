import type { ApiClient } from '../testing/api-client';
import { startScheduler, type SchedulerTestApp } from '../testing/scheduler-test-app';
import { Tenant } from '../testing/tenant';
import { Housekeeping } from './housekeeping.service';

describe('housekeeping', () => {
  let scheduler: SchedulerTestApp;
  let tenant: Tenant;
  let client: ApiClient;

  beforeAll(async () => {
    scheduler = await startScheduler({ keepRunsDays: 30 });
    tenant = new Tenant();
    client = await scheduler.client(tenant.accountId);
    await scheduler.deliver(...tenant.born);
  });
  afterAll(() => scheduler.close());

  const run = async (path: string): Promise<string> =>
    ((await client.post(`${path}/run`)).body as { id: string }).id;

  it('removes finished runs after their time, never an active one', async () => {
    const old = await run(`/schedules/${tenant.cartId}/order-download`);
    const active = await run(`/schedules/${tenant.merchantId}/inventory`);
    await scheduler.deliver(tenant.finished('order-download', old));
    scheduler.clock.advance(31 * 86_400_000);
    client = await scheduler.client(tenant.accountId);
    const fresh = await run(`/schedules/${tenant.cartId}/order-download`);
    expect(await scheduler.app.get(Housekeeping).purgeRuns()).toBe(1);
    const kept: { id: string }[] = await scheduler.dataSource.query('SELECT id FROM run ORDER BY id');
    expect(kept.map(({ id }) => id)).toEqual([active, fresh]);
    expect(await client.get(`/schedules/${tenant.cartId}/order-download`)).toMatchObject({
      body: { lastRun: null },
    });
  });
});
