import {
  CartConnectionChanged,
  MerchantChanged,
  NO_COUNTS,
  SyncRunFinished,
  SyncRunProgressed,
  targetKindOf,
  WmsConnectionChanged,
  WorkReady,
  type ConnectionState,
  type DomainEvent,
  type PayloadOf,
  type SyncFunction,
} from '@crossdock/domain';
import { v7 as uuidv7 } from 'uuid';

const AT = new Date('2026-03-02T09:00:00Z');

/** A merchant with a cart connection and a warehouse, and what the rest of the system tells about them. */
export class Tenant {
  readonly merchantId = uuidv7();
  readonly cartId = uuidv7();
  readonly wmsId = uuidv7();

  constructor(readonly accountId = uuidv7()) {}

  /** Events after which all six functions can run. */
  get born(): DomainEvent[] {
    return [this.merchant(1), this.cart(1), this.wms(1)];
  }

  merchant(revision: number, active = true): DomainEvent {
    return MerchantChanged.create({ ...this.ids, name: 'Acme', active, revision }, AT);
  }

  cart(revision: number, state: ConnectionState = 'active'): DomainEvent {
    return CartConnectionChanged.create(this.connection(this.cartId, 'vendure', revision, state), AT);
  }

  wms(revision: number, state: ConnectionState = 'active'): DomainEvent {
    return WmsConnectionChanged.create(this.connection(this.wmsId, 'tryton', revision, state), AT);
  }

  workReady(fn: SyncFunction): DomainEvent {
    return WorkReady.create(
      { ...this.ids, ...this.target(fn), since: AT.toISOString(), hintId: uuidv7() },
      AT,
    );
  }

  progressed(
    fn: SyncFunction,
    runId: string,
    report: Partial<PayloadOf<typeof SyncRunProgressed>> = {},
  ): DomainEvent {
    return SyncRunProgressed.create(
      { ...this.ids, ...this.target(fn), runId, counts: NO_COUNTS, beat: 1, ...report },
      AT,
    );
  }

  finished(
    fn: SyncFunction,
    runId: string,
    report: Partial<PayloadOf<typeof SyncRunFinished>> = {},
    at = AT,
  ): DomainEvent {
    return SyncRunFinished.create(
      {
        ...this.ids,
        ...this.target(fn),
        runId,
        outcome: 'succeeded',
        counts: NO_COUNTS,
        problem: null,
        ...report,
      },
      at,
    );
  }

  targetId(fn: SyncFunction): string {
    return this.target(fn).targetId;
  }

  private get ids() {
    return { accountId: this.accountId, merchantId: this.merchantId };
  }

  private target(fn: SyncFunction) {
    const targetKind = targetKindOf(fn);
    const targetId = targetKind === 'merchant' ? this.merchantId : this.cartId;
    return { function: fn, targetKind, targetId };
  }

  private connection(connectionId: string, connector: string, revision: number, state: ConnectionState) {
    return { ...this.ids, connectionId, connector, name: connector, state, problem: null, revision };
  }
}
