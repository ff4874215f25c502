import { eventually, HubApi } from '@crossdock/api-client';
import { SYNC_FUNCTIONS, targetKindOf, type RunCounts, type SyncFunction } from '@crossdock/domain';

export interface OrderView {
  id: string;
  externalId: string;
  number: string;
  reference: string;
  state: string;
  cancelState: string | null;
}

interface RunView {
  id: string;
  outcome: 'succeeded' | 'partial' | 'failed' | null;
  counts: RunCounts;
  problem: { code: string; message: string } | null;
}

export interface Connections {
  cart: { settings: object; credentials: object };
  wms: { settings: object; credentials: object };
}

/** One merchant of a hub, as its user works with it through the public API. Functions run only when told to. */
export class Merchant {
  private constructor(
    readonly api: HubApi,
    readonly id: string,
    readonly cartConnectionId: string,
  ) {}

  /** Signs up a merchant account and connects its Vendure and its Tryton. */
  static async signUp(hubUrl: string, { cart, wms }: Connections): Promise<Merchant> {
    const api = new HubApi(hubUrl);
    await api.signUp({
      kind: 'merchant',
      accountName: 'Real Goods',
      email: 'owner@real-goods.example.com',
      password: 'a long pass phrase',
    });
    const [merchant] = await api.all<{ id: string }>('/merchants');
    const merchantId = merchant?.id ?? '';
    const readSince = new Date().toISOString();
    const connect = (path: string, body: object) =>
      eventually('the gateway to know the merchant', () =>
        api.post<{ id: string }>(path, { merchantId, name: 'Real', readSince, ...body }),
      );
    await connect('/wms-connections', { connector: 'tryton', ...wms });
    const { id } = await connect('/cart-connections', { connector: 'vendure', ...cart });
    for (const fn of SYNC_FUNCTIONS) {
      const target = targetKindOf(fn) === 'merchant' ? merchantId : id;
      await eventually(`the schedule of ${fn}`, () => api.put(`/schedules/${target}/${fn}`, { kind: 'off' }));
    }
    await eventually('the ledger to know the store', () =>
      api.put('/ship-methods', { cartConnectionId: id, cartCode: 'standard-shipping', wmsCode: 'GROUND' }),
    );
    return new Merchant(api, merchantId, id);
  }

  /** Runs a function and waits for its end. @throws Error when it fails */
  async run(fn: SyncFunction): Promise<RunCounts> {
    const target = targetKindOf(fn) === 'merchant' ? this.id : this.cartConnectionId;
    const { id } = await eventually(`a start of ${fn}`, () =>
      this.api.post<RunView>(`/schedules/${target}/${fn}/run`),
    );
    const run = await eventually(`the end of ${fn}`, async () => {
      const current = await this.api.get<RunView>(`/runs/${id}`);
      return current.outcome === null ? null : current;
    });
    if (run.outcome !== 'succeeded') throw new Error(`${fn} ${run.outcome}: ${run.problem?.message ?? ''}`);
    return run.counts;
  }

  orders(): Promise<OrderView[]> {
    return this.api.all<OrderView>('/orders', { merchantId: this.id });
  }

  /** Waits until an order is in a state; returns it. */
  async until(orderExternalId: string, state: string): Promise<OrderView> {
    return eventually(`order ${orderExternalId} to be ${state}`, async () => {
      const order = (await this.orders()).find(({ externalId }) => externalId === orderExternalId);
      return order?.state === state ? order : null;
    });
  }
}
