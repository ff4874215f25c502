import {
  OrderCancellationConcluded,
  OrderDelivered,
  OrderDeliveryFailed,
  syncRequested,
  type OrderDeliveryRequested,
  type PayloadOf,
  type Problem,
} from '@crossdock/domain';
import { HandlerContext } from '@crossdock/messaging';
import { v7 as uuidv7 } from 'uuid';
import { AlertList } from '../alerts/alert-list.service';
import { DeliveryDispatcher } from '../deliveries/delivery-dispatcher.service';
import { DeliveryRunsHandler } from '../deliveries/delivery-runs.handler';
import type { VerdictEvent } from '../deliveries/verdict-events';
import { VerdictsHandler } from '../deliveries/verdicts.handler';
import { IntakeHandler } from '../intake/intake.handler';
import { OrderDetails } from '../orders/order-details.service';
import type { OrderDetail } from '../orders/order.dto';
import { tenant, wms } from './known-tenant';
import type { LedgerFixture } from './ledger-fixture';

type Downloaded = Parameters<IntakeHandler['onDownloaded']>[0];
type Delivery = PayloadOf<typeof OrderDeliveryRequested>;

const at = new Date('2026-03-02T09:05:00.000Z');
const address = { ...tenant, wmsConnectionId: wms, connector: 'depot' };
export const rejected: Problem = { kind: 'rejected', code: 'unknown-sku', message: 'No product A.' };
export const away: Problem = { kind: 'transient', code: 'server-error-503', message: 'Not now.' };

/** Does to the ledger's orders what the other services and people do. */
export class OrderDriver {
  constructor(private readonly ledger: LedgerFixture) {}

  /** One batch from a cart. */
  async download(...events: Downloaded): Promise<void> {
    await this.ledger.tx((tx) =>
      this.ledger
        .get(IntakeHandler)
        .onDownloaded(events, new HandlerContext(tx, 'sync-ledger', 'sync-ledger.orders')),
    );
  }

  /** The scheduler asks for a delivery run and the dispatcher works it. Returns the run's id. */
  async runDelivery(): Promise<string> {
    const runId = uuidv7();
    const fn = 'order-delivery';
    const request = syncRequested[fn].create(
      {
        ...tenant,
        runId,
        function: fn,
        targetKind: 'merchant',
        targetId: tenant.merchantId,
        connector: 'depot',
        trigger: 'schedule',
      },
      at,
    );
    await this.ledger.tx((tx) =>
      this.ledger
        .get(DeliveryRunsHandler)
        .onRequested([request], new HandlerContext(tx, 'sync-ledger', 'sync-ledger.runs')),
    );
    await this.ledger.get(DeliveryDispatcher).tick();
    return runId;
  }

  /** One batch of verdicts from the warehouse's gateway. */
  async verdicts(...events: VerdictEvent[]): Promise<void> {
    await this.ledger.tx((tx) =>
      this.ledger
        .get(VerdictsHandler)
        .onVerdicts(events, new HandlerContext(tx, 'sync-ledger', 'sync-ledger.deliveries')),
    );
  }

  /** The only order with this number. */
  async order(number: string): Promise<OrderDetail> {
    const rows: { id: string }[] = await this.ledger.dataSource.query(
      'SELECT id FROM orders WHERE number = $1',
      [number],
    );
    if (rows.length !== 1) throw new Error(`There are ${rows.length} orders ${number}.`);
    return this.ledger.get(OrderDetails).get(tenant.accountId, rows[0]!.id);
  }

  /** States with reasons, by number: `{ '1': 'new', '2': 'held: operator' }`. */
  async states(): Promise<Record<string, string>> {
    const rows: { number: string; text: string }[] = await this.ledger.dataSource.query(
      `SELECT number, concat_ws(': ', state, reason) AS text FROM orders ORDER BY number`,
    );
    return Object.fromEntries(rows.map(({ number, text }) => [number, text]));
  }

  async skipped(): Promise<Record<string, string>> {
    const rows: { number: string; reason: string }[] = await this.ledger.dataSource.query(
      'SELECT number, reason FROM skipped_orders ORDER BY number',
    );
    return Object.fromEntries(rows.map(({ number, reason }) => [number, reason]));
  }

  /** Open alerts: `kind x items`. */
  async alerts(): Promise<string[]> {
    const query = { limit: 50, state: 'open' as const };
    const { items } = await this.ledger.get(AlertList).page(tenant.accountId, query);
    return items.map(({ kind, items: count }) => `${kind} x ${count}`).sort();
  }

  async timeline(number: string): Promise<string[]> {
    const { id } = await this.order(number);
    const { items } = await this.ledger.get(OrderDetails).timeline(tenant.accountId, id, { limit: 100 });
    return items.map(({ kind }) => kind);
  }
}

export function deliveredAs(
  wmsOrderNumber: string,
  { orderId, runId, attempt }: Pick<Delivery, 'orderId' | 'runId' | 'attempt'>,
) {
  return OrderDelivered.create(
    {
      ...address,
      orderId,
      runId,
      attempt,
      wmsOrderId: `id-${wmsOrderNumber}`,
      wmsOrderNumber,
      alreadyThere: false,
      acceptedAt: at.toISOString(),
    },
    at,
  );
}

export function deliveryFailed(
  { orderId, runId, attempt }: Pick<Delivery, 'orderId' | 'runId' | 'attempt'>,
  problem: Problem,
  tries = 1,
) {
  const final = problem.kind === 'rejected';
  const nextAttemptAt = final ? null : at.toISOString();
  return OrderDeliveryFailed.create(
    { ...address, orderId, runId, attempt, problem, final, nextAttemptAt, tries },
    at,
  );
}

export function cancellationConcluded(
  { orderId, attempt }: { orderId: string; attempt: number },
  verdict: PayloadOf<typeof OrderCancellationConcluded>['verdict'],
  tries = 1,
) {
  const problem = verdict === 'refused' ? rejected : verdict === 'failed' ? away : null;
  return OrderCancellationConcluded.create({ ...address, orderId, attempt, verdict, problem, tries }, at);
}
