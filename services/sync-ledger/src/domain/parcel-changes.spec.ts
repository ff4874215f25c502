import { parcelChanges, type Parcel } from './parcel-changes';

const parcel: Parcel = {
  externalId: 'p1',
  trackingNumber: '1Z1',
  carrier: 'UPS',
  contents: [
    { sku: 'B', quantity: 1 },
    { sku: 'A', quantity: 2 },
  ],
};

describe('parcelChanges', () => {
  it.each<[string, Parcel[], object[]]>([
    ['says nothing of an unchanged parcel', [parcel], []],
    ['says nothing of further parcels', [parcel, { ...parcel, externalId: 'p2' }], []],
    [
      'does not mind the order or the split of lines',
      [{ ...parcel, contents: ['A', 'B', 'A'].map((sku) => ({ sku, quantity: 1 })) }],
      [],
    ],
    [
      'names a corrected tracking number',
      [{ ...parcel, trackingNumber: '1Z2' }],
      [{ kind: 'tracking-corrected', externalId: 'p1', from: 'UPS 1Z1', to: 'UPS 1Z2' }],
    ],
    [
      'names a tracking number that was taken away',
      [{ ...parcel, carrier: null, trackingNumber: null }],
      [{ kind: 'tracking-corrected', externalId: 'p1', from: 'UPS 1Z1', to: 'without a tracking number' }],
    ],
    [
      'names changed contents',
      [{ ...parcel, contents: [{ sku: 'A', quantity: 2 }] }],
      [{ kind: 'contents-changed', externalId: 'p1', from: '2 x A, 1 x B', to: '2 x A' }],
    ],
    ['names a parcel that is gone', [], [{ kind: 'withdrawn', externalId: 'p1', from: 'UPS 1Z1' }]],
  ])('%s', (_, now, changes) => {
    expect(parcelChanges([parcel], now)).toEqual(changes);
  });
});
