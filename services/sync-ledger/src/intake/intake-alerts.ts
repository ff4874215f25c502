import type { RaisedAlert } from '../alerts/alert-causes';
import { decidedTo, type Decided, type PlacedOrder } from './placed-order';

export const CHANGED_LATE = 'changed-after-delivery';

/** Alerts for orders that wait for a person. */
export function intakeAlerts(placed: readonly PlacedOrder[]): RaisedAlert[] {
  return [
    ...decidedTo(placed, 'load', 'replace').flatMap(heldAlert),
    ...decidedTo(placed, 'keep')
      .filter(({ decision }) => decision.alert)
      .map(lateAlert),
  ];
}

function heldAlert({ item, decision, orderId }: Decided<'load' | 'replace'>): RaisedAlert[] {
  const { accountId, merchantId, connectionId, content, number } = item;
  const tenant = { accountId, merchantId, item: orderId };
  if (decision.state !== 'held') return [];
  if (decision.reason === 'ship-method-unmapped' && content?.shipMethod) {
    const { code, name } = content.shipMethod;
    const alert = {
      kind: 'ship-method-unmapped',
      subject: `${connectionId}:${code}`,
      title: `Ship method "${name || code}" is not mapped`,
      detail: 'Orders with this method are held until it has a warehouse method.',
      fix: 'Map it under ship methods; the held orders then go out by themselves.',
    };
    return [{ ...tenant, ...alert }];
  }
  if (decision.reason === 'sku-missing') {
    const alert = {
      kind: 'sku-missing',
      subject: connectionId,
      title: 'Orders have lines without a SKU',
      detail: `The latest is order ${number}: the warehouse could not know the product.`,
      fix: 'Give the product a SKU in the store and save the order there; it then goes out by itself.',
    };
    return [{ ...tenant, ...alert }];
  }
  return [];
}

function lateAlert({ item, decision, orderId }: Decided<'keep'>): RaisedAlert {
  return {
    accountId: item.accountId,
    merchantId: item.merchantId,
    kind: CHANGED_LATE,
    subject: item.connectionId,
    title: 'Orders changed in the cart after they went to the warehouse',
    detail: `The latest is order ${item.number}: ${decision.late.join(', ')}.`,
    fix: 'Tell the warehouse, or cancel the order here and place it again.',
    item: orderId,
  };
}
