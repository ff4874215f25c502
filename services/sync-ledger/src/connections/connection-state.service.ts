import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Alerts } from '../alerts/alerts.service';
import { WorkSignals } from '../signals/work-signals.service';
import type { ConnectionNews } from './projection';

const KIND = 'connection-needs-reauth';
const WHAT = { cart: 'cart connection', wms: 'WMS connection' } as const;

/** What follows when a connection changes its state. */
@Injectable()
export class ConnectionStates {
  constructor(
    private readonly alerts: Alerts,
    private readonly signals: WorkSignals,
  ) {}

  /** A connection whose credentials are refused is an alert until it is in any other state. */
  async tellState(
    tx: EntityManager,
    kind: keyof typeof WHAT,
    taken: readonly ConnectionNews[],
  ): Promise<void> {
    const refused = taken.filter((one) => one.state === 'needs_reauth');
    const fine = taken.filter((one) => one.state !== 'needs_reauth');
    await this.alerts.clear(
      tx,
      fine.map(({ merchantId, connectionId: item }) => ({ merchantId, kind: KIND, item })),
    );
    await this.alerts.raise(
      tx,
      refused.map(({ accountId, merchantId, connectionId, name, problem }) => ({
        accountId,
        merchantId,
        kind: KIND,
        subject: connectionId,
        title: `The ${WHAT[kind]} "${name}" needs new credentials`,
        detail: problem?.message ?? 'Its credentials are refused, so nothing is exchanged any more.',
        fix: problem?.fix ?? 'Enter valid credentials for the connection; it goes on where it stopped.',
        item: connectionId,
      })),
    );
  }

  /** Orders that waited for the warehouse can go. */
  async tellDeliverable(tx: EntityManager, taken: readonly ConnectionNews[]): Promise<void> {
    for (const { accountId, merchantId, state } of taken) {
      if (state === 'active') {
        await this.signals.tell(tx, {
          accountId,
          merchantId,
          function: 'order-delivery',
          targetId: merchantId,
        });
      }
    }
  }
}
