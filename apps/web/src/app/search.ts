import type { NewConnectionSearch } from '../connections/new-connection-page';
import { ORDER_STATES } from '../orders/order-state';
import type { OrdersSearch } from '../orders/orders-page';

type Raw = Record<string, unknown>;

/** A part of the address that is a text; nothing for anything else. */
function text<K extends string>(raw: Raw, key: K): { [P in K]?: string } {
  const value = raw[key];
  const given = typeof value === 'number' ? String(value) : value;
  return (typeof given === 'string' && given !== '' ? { [key]: given } : {}) as { [P in K]?: string };
}

export function merchantSearch(raw: Raw): { merchantId?: string } {
  return text(raw, 'merchantId');
}

export function ordersSearch(raw: Raw): OrdersSearch {
  const state = ORDER_STATES.find((known) => known === raw['state']);
  return {
    ...text(raw, 'merchantId'),
    ...text(raw, 'number'),
    ...(state && { state }),
    ...(raw['skipped'] === true && { skipped: true }),
  };
}

export function newConnectionSearch(raw: Raw): NewConnectionSearch {
  return { kind: raw['kind'] === 'wms' ? 'wms' : 'cart', ...text(raw, 'merchantId') };
}

export function proofSearch(raw: Raw): { merchantId?: string; day?: string } {
  return { ...text(raw, 'merchantId'), ...text(raw, 'day') };
}
