import { startScheduler, type SchedulerTestApp } from '../testing/scheduler-test-app';
import { Tenant } from '../testing/tenant';

describe('targets', () => {
  let scheduler: SchedulerTestApp;
  let tenant: Tenant;

  beforeAll(async () => {
    scheduler = await startScheduler();
  });
  afterAll(() => scheduler.close());
  beforeEach(() => {
    tenant = new Tenant();
  });

  const schedules = async (columns: string): Promise<unknown[]> =>
    scheduler.dataSource.query(
      `SELECT ${columns} FROM schedule WHERE merchant_id = $1 ORDER BY target_kind, function`,
      [tenant.merchantId],
    );

  it('get a schedule for each function of their level, active and with sensible plans', async () => {
    await scheduler.deliver(...tenant.born);
    const cart = { target_id: tenant.cartId, target_kind: 'cart_connection', connector: 'vendure' };
    const merchant = { target_id: tenant.merchantId, target_kind: 'merchant', connector: 'tryton' };
    expect(await schedules('target_id, target_kind, connector, function, plan, enabled')).toEqual([
      { ...cart, function: 'inventory-upload', plan: { kind: 'automatic' }, enabled: true },
      {
        ...cart,
        function: 'order-download',
        plan: { kind: 'interval', every: 5, unit: 'minutes' },
        enabled: true,
      },
      { ...cart, function: 'shipment-upload', plan: { kind: 'automatic' }, enabled: true },
      {
        ...merchant,
        function: 'inventory',
        plan: { kind: 'interval', every: 60, unit: 'minutes' },
        enabled: true,
      },
      { ...merchant, function: 'order-delivery', plan: { kind: 'automatic' }, enabled: true },
      {
        ...merchant,
        function: 'shipping-confirmations',
        plan: { kind: 'interval', every: 15, unit: 'minutes' },
        enabled: true,
      },
    ]);
  });

  it('come out the same in whatever order and however often they are heard of', async () => {
    const late = [
      tenant.wms(1),
      tenant.cart(2, 'paused'),
      tenant.cart(1),
      tenant.merchant(1),
      tenant.cart(1),
    ];
    for (const event of late) await scheduler.deliver(event);
    expect(await schedules('function, blocked')).toEqual([
      { function: 'inventory-upload', blocked: 'connection-paused' },
      { function: 'order-download', blocked: 'connection-paused' },
      { function: 'shipment-upload', blocked: 'connection-paused' },
      { function: 'inventory', blocked: null },
      { function: 'order-delivery', blocked: null },
      { function: 'shipping-confirmations', blocked: null },
    ]);
  });

  it('that cannot run are not ticked, and go on once they can', async () => {
    await scheduler.deliver(...tenant.born, tenant.cart(2, 'needs_reauth'), tenant.merchant(2, false));
    scheduler.clock.advance(3_600_000);
    await scheduler.tick.run();
    const active = 'SELECT count(*)::int AS n FROM run WHERE merchant_id = $1';
    expect(await scheduler.dataSource.query(active, [tenant.merchantId])).toEqual([{ n: 0 }]);
    await scheduler.deliver(tenant.merchant(3));
    await scheduler.tick.run();
    // The merchant's automatic delivery looks at once; the cart connection still waits for credentials.
    expect(await scheduler.dataSource.query(active, [tenant.merchantId])).toEqual([{ n: 1 }]);
  });

  it('that are deleted lose their schedules and do not come back by old news', async () => {
    await scheduler.deliver(...tenant.born, tenant.cart(3, 'deleted'));
    await scheduler.deliver(tenant.cart(2));
    expect(await schedules('target_kind')).toEqual([
      { target_kind: 'merchant' },
      { target_kind: 'merchant' },
      { target_kind: 'merchant' },
    ]);
  });
});
