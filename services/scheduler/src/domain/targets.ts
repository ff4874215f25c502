import type { ConnectionState, TargetKind } from '@crossdock/domain';
import type { Blocked } from './schedule-state';

export interface MerchantFacts {
  readonly id: string;
  readonly accountId: string;
  readonly active: boolean;
}

export interface ConnectionFacts {
  readonly id: string;
  readonly side: 'cart' | 'wms';
  readonly accountId: string;
  readonly merchantId: string;
  readonly connector: string;
  readonly state: ConnectionState;
}

/** A cart connection or a merchant: what functions run for. */
export interface Target {
  readonly targetId: string;
  readonly targetKind: TargetKind;
  readonly accountId: string;
  readonly merchantId: string;
  /** Of the cart connection, or of the merchant's warehouse; `none` when it has no warehouse. */
  readonly connector: string;
  /** Null when its functions can run. */
  readonly blocked: Blocked | null;
}

/**
 * The targets of one merchant.
 * @param merchant null while nothing was heard of it: facts of different senders arrive in any order
 */
export function targetsOf(merchant: MerchantFacts | null, connections: readonly ConnectionFacts[]): Target[] {
  const present = connections.filter(({ state }) => state !== 'deleted');
  const blockedBy = (state: ConnectionState) =>
    merchant?.active === false ? 'merchant-inactive' : BLOCKED_BY_STATE[state];
  const carts = present
    .filter(({ side }) => side === 'cart')
    .map(({ id, accountId, merchantId, connector, state }): Target => {
      return {
        targetId: id,
        targetKind: 'cart_connection',
        accountId,
        merchantId,
        connector,
        blocked: blockedBy(state),
      };
    });
  if (merchant === null) return carts;
  const warehouse = warehouseAmong(present);
  const own: Target = {
    targetId: merchant.id,
    targetKind: 'merchant',
    accountId: merchant.accountId,
    merchantId: merchant.id,
    connector: warehouse?.connector ?? 'none',
    blocked: blockedBy(warehouse?.state ?? 'deleted'),
  };
  return [...carts, own];
}

/** `deleted` stands for a merchant without a warehouse: a cart connection that is deleted is no target. */
const BLOCKED_BY_STATE: Readonly<Record<ConnectionState, Blocked | null>> = {
  active: null,
  paused: 'connection-paused',
  needs_reauth: 'needs-reauth',
  deleted: 'no-warehouse',
};

/** The newest: a warehouse that replaces another may be heard of before the other's end. Ids grow with time. */
function warehouseAmong(connections: readonly ConnectionFacts[]): ConnectionFacts | undefined {
  return connections.filter(({ side }) => side === 'wms').sort((a, b) => (a.id < b.id ? 1 : -1))[0];
}
