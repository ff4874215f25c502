import type { OrderAction, OrderDetail } from './order.queries';

/** What the API would do with an order in this state; it says why when the state has changed meanwhile. */
export function actionsOf({ state, cancelState }: Pick<OrderDetail, 'state' | 'cancelState'>): OrderAction[] {
  const cancel: OrderAction[] = cancelState === 'requested' ? [] : ['cancel'];
  switch (state) {
    case 'new':
      return ['hold', ...cancel];
    case 'held':
      return ['release', ...cancel];
    case 'error':
      return ['resend', 'hold', ...cancel];
    case 'sending':
    case 'at_wms':
      return cancel;
    case 'partially_shipped':
    case 'shipped':
    case 'confirmed':
    case 'canceled':
      return [];
  }
}
