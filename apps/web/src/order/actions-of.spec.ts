import { actionsOf } from './actions-of';

describe('actionsOf', () => {
  it('offers what an order in its state can take', () => {
    expect({
      new: actionsOf({ state: 'new', cancelState: null }),
      held: actionsOf({ state: 'held', cancelState: null }),
      error: actionsOf({ state: 'error', cancelState: null }),
      atWarehouse: actionsOf({ state: 'at_wms', cancelState: null }),
      shipped: actionsOf({ state: 'shipped', cancelState: null }),
    }).toEqual({
      new: ['hold', 'cancel'],
      held: ['release', 'cancel'],
      error: ['resend', 'hold', 'cancel'],
      atWarehouse: ['cancel'],
      shipped: [],
    });
  });

  it('does not offer to cancel what is being canceled', () => {
    expect(actionsOf({ state: 'at_wms', cancelState: 'requested' })).toEqual([]);
  });
});
