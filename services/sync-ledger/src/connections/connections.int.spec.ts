import { CartConnectionChanged, MerchantChanged, type Problem } from '@crossdock/domain';
import { HandlerContext } from '@crossdock/messaging';
import { AlertList } from '../alerts/alert-list.service';
import { shop, tenant } from '../testing/known-tenant';
import { ledgerFixture, type LedgerFixture } from '../testing/ledger-fixture';
import { ConnectionsHandler } from './connections.handler';
import { Connections } from './connections.service';

const refused: Problem = { kind: 'auth', code: 'credentials-refused', message: 'The key is not valid.' };

describe('connections', () => {
  let ledger: LedgerFixture;

  beforeAll(async () => {
    ledger = await ledgerFixture();
  });
  beforeEach(() => ledger.reset());
  afterAll(() => ledger?.close());

  const cart = (
    revision: number,
    state: 'active' | 'paused' | 'needs_reauth' | 'deleted',
    name = `Shop ${revision}`,
  ) =>
    CartConnectionChanged.create(
      {
        ...tenant,
        connectionId: shop,
        connector: 'shop',
        name,
        state,
        problem: state === 'needs_reauth' ? refused : null,
        revision,
      },
      ledger.clock.now(),
    );
  const tell = (...events: ReturnType<typeof cart>[]) =>
    ledger.tx((tx) =>
      ledger
        .get(ConnectionsHandler)
        .onCarts(events, new HandlerContext(tx, 'sync-ledger', 'sync-ledger.connections')),
    );
  const known = async () => {
    const connection = await ledger.get(Connections).cartConnection(ledger.dataSource.manager, shop);
    return connection && `${connection.name} ${connection.state}`;
  };
  const alerts = async () =>
    (await ledger.get(AlertList).page(tenant.accountId, { limit: 50, state: 'open' })).items.map(
      ({ title, detail }) => ({ title, detail }),
    );

  it('follows the newest revision, in whatever order they arrive', async () => {
    await tell(cart(2, 'paused'), cart(3, 'active'), cart(1, 'active'));
    await tell(cart(2, 'paused'));
    expect(await known()).toBe('Shop 3 active');
  });

  it('raises one alert while credentials are refused and closes it when they are not', async () => {
    await tell(cart(1, 'active', 'Shop'), cart(2, 'needs_reauth', 'Shop'));
    await tell(cart(3, 'needs_reauth', 'Shop'));
    expect(await alerts()).toEqual([
      { title: 'The cart connection "Shop" needs new credentials', detail: 'The key is not valid.' },
    ]);
    await tell(cart(4, 'active', 'Shop'));
    expect(await alerts()).toEqual([]);
  });

  it('raises nothing for a refusal that is old news', async () => {
    await tell(cart(5, 'active'));
    await tell(cart(4, 'needs_reauth'));
    expect(await alerts()).toEqual([]);
  });

  it('knows a deleted connection no longer', async () => {
    await tell(cart(1, 'active'), cart(2, 'deleted'));
    const { manager } = ledger.dataSource;
    expect(await ledger.get(Connections).cartConnectionsOfMerchant(manager, tenant.merchantId)).toEqual([]);
    await expect(
      ledger.get(Connections).ownCartConnection(manager, tenant.accountId, shop),
    ).rejects.toMatchObject({ status: 404 });
  });

  it('keeps the newest state of a merchant', async () => {
    const merchant = (revision: number, active: boolean) =>
      MerchantChanged.create({ ...tenant, name: `Acme ${revision}`, active, revision }, ledger.clock.now());
    await ledger.tx((tx) =>
      ledger
        .get(ConnectionsHandler)
        .onMerchants(
          [merchant(2, false), merchant(1, true)],
          new HandlerContext(tx, 'sync-ledger', 'sync-ledger.connections'),
        ),
    );
    expect(await ledger.get(Connections).merchant(ledger.dataSource.manager, tenant.merchantId)).toEqual({
      id: tenant.merchantId,
      accountId: tenant.accountId,
      name: 'Acme 2',
      active: false,
      revision: 2,
    });
  });
});
