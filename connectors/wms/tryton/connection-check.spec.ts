import { checkConnection } from './connection-check';
import { testConnection, type TestConnection } from './fake/test-connection';

describe('testing a connection to Tryton', () => {
  let connection: TestConnection;
  beforeEach(async () => {
    connection = await testConnection();
  });
  afterEach(() => connection.fake.close());

  it('names company, warehouse and version', async () => {
    expect(await checkConnection(connection.ctx)).toEqual({
      identity: 'North Dock Warehousing, Warehouse',
      notes: ['Tryton 6.0.29.', 'Parcels carry tracking numbers.'],
    });
  });

  it('names what the user may not do', async () => {
    connection.fake.state.withheld.add('stock.shipment.out');
    await expect(checkConnection(connection.ctx)).rejects.toMatchObject({
      problem: {
        kind: 'auth',
        code: 'permission-missing',
        message: "The hub's user may not use stock.shipment.out.",
      },
    });
  });

  it.each([
    ['a wrong password', {}, { password: 'wrong' }, 'auth', 'credentials-refused'],
    ['an unknown database', { database: 'nosuch' }, {}, 'misconfigured', 'database-unknown'],
    ['an unknown warehouse', { warehouseCode: 'XX' }, {}, 'misconfigured', 'warehouse-unknown'],
  ])('tells %s', async (_, settings, credentials, kind, code) => {
    const { ctx } = connection;
    const wrong = {
      ...ctx,
      settings: { ...ctx.settings, ...settings },
      credentials: { ...ctx.credentials, ...credentials },
    };
    await expect(checkConnection(wrong)).rejects.toMatchObject({ problem: { kind, code } });
  });
});
