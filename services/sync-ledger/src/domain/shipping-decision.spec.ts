import { decideShipping, type ShippedParcel } from './shipping-decision';
import type { OrderStanding } from './order-state';

const lines = [{ id: 'l1', references: [], sku: 'A', quantity: 2 }];
const at = (day: number) => new Date(Date.UTC(2026, 2, day));
const parcel = (packageId: string, quantity: number | null, day = 1): ShippedParcel => ({
  packageId,
  label: `UPS ${packageId}`,
  shippedAt: at(day),
  lines:
    quantity === null ? [] : [{ id: `${packageId}.0`, packageId, sku: 'A', lineReference: null, quantity }],
});
const order = (state: OrderStanding['state']) => ({ number: '1001', state, reason: null, cancelState: null });
const standing = (state: OrderStanding['state']) => ({ state, reason: null, cancelState: null });

describe('decideShipping', () => {
  it.each<[string, OrderStanding['state'], ShippedParcel[], object]>([
    [
      'goes to partly shipped with the first parcel',
      'at_wms',
      [parcel('p1', 1)],
      {
        amount: 'part',
        standing: standing('partially_shipped'),
        shippedAt: at(1),
        misfit: null,
        toTell: ['p1'],
      },
    ],
    [
      'is shipped with the last parcel, also before the delivery was confirmed',
      'sending',
      [parcel('p1', 1, 2), parcel('p2', 1, 1)],
      { amount: 'all', standing: standing('shipped'), shippedAt: at(2), misfit: null, toTell: ['p1', 'p2'] },
    ],
    [
      'goes back to the warehouse when its only parcel was voided',
      'shipped',
      [],
      { amount: 'none', standing: standing('at_wms'), shippedAt: null, misfit: null, toTell: [] },
    ],
    [
      'does not tell the cart of a parcel that holds only what nobody ordered',
      'shipped',
      [parcel('p1', 2), parcel('p2', 1)],
      {
        amount: 'all',
        standing: standing('shipped'),
        shippedAt: at(1),
        misfit: { kind: 'parcels-misfit', detail: 'Order 1001: 1 x A more than ordered.' },
        toTell: ['p1'],
      },
    ],
    [
      'names a parcel without contents',
      'at_wms',
      [parcel('p1', null)],
      {
        amount: 'none',
        standing: standing('at_wms'),
        shippedAt: at(1),
        misfit: { kind: 'parcels-misfit', detail: 'Order 1001: the parcel UPS p1 has no contents.' },
        toTell: [],
      },
    ],
    [
      'leaves a canceled order canceled, tells the cart nothing and says so',
      'canceled',
      [parcel('p1', 2)],
      {
        amount: 'all',
        standing: standing('canceled'),
        shippedAt: at(1),
        misfit: { kind: 'shipped-after-cancel', detail: 'Order 1001 is canceled, but was shipped: UPS p1.' },
        toTell: [],
      },
    ],
    [
      'has nothing to say of an order without parcels',
      'new',
      [],
      { amount: 'none', standing: standing('new'), shippedAt: null, misfit: null, toTell: [] },
    ],
  ])('%s', (_, state, parcels, decision) => {
    expect(decideShipping(order(state), lines, parcels)).toEqual({
      ...decision,
      allocated: expect.anything(),
    });
  });
});
