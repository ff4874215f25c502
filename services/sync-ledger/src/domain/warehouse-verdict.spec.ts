import type { Problem } from '@crossdock/domain';
import { applyVerdict, type Applied, type AwaitingOrder, type WarehouseVerdict } from './warehouse-verdict';

const now = new Date('2026-03-02T09:00:00Z');
const acceptedAt = new Date('2026-03-02T08:59:00Z');
const problem: Problem = { kind: 'rejected', code: 'unknown-sku', message: 'No product A.' };

const sending: AwaitingOrder = {
  state: 'sending',
  reason: null,
  reasonDetail: null,
  cancelState: null,
  deliveryAttempt: 1,
  settledAttempt: 0,
  cancelAttempt: 0,
  wmsOrderId: null,
  wmsOrderNumber: null,
  deliveredAt: null,
  canceledAt: null,
};
const held = { wmsOrderId: 'W1', wmsOrderNumber: 'SO1', deliveredAt: acceptedAt, settledAttempt: 1 };
const atWms: AwaitingOrder = { ...sending, ...held, state: 'at_wms' };
const canceling = { cancelState: 'requested', cancelAttempt: 1 } as const;
const failedOrder = {
  state: 'error',
  reason: 'unknown-sku',
  reasonDetail: 'No product A.',
  settledAttempt: 1,
} as const;
const canceledOrder = { state: 'canceled', cancelState: null, canceledAt: now, cancelAttempt: 1 } as const;

const delivered = (attempt = 1): WarehouseVerdict => ({
  kind: 'delivered',
  attempt,
  wmsOrderId: 'W1',
  wmsOrderNumber: 'SO1',
  acceptedAt,
});
const failed = (final: boolean, attempt = 1): WarehouseVerdict => ({
  kind: 'delivery-failed',
  attempt,
  problem,
  final,
});
const concluded = (verdict: 'canceled' | 'refused' | 'absent' | 'failed', attempt = 1): WarehouseVerdict => ({
  kind: 'cancellation',
  attempt,
  verdict,
});

type Expected = [Partial<AwaitingOrder>, Applied['effect'], Applied['settled']];
const cases: [string, AwaitingOrder, WarehouseVerdict, Expected][] = [
  [
    'a delivery settles the attempt',
    sending,
    delivered(),
    [{ ...held, state: 'at_wms' }, 'delivered', 'done'],
  ],
  ['a second delivery verdict changes nothing', atWms, delivered(), [{}, 'none', null]],
  [
    'a delivery after a shipment keeps the shipment',
    { ...sending, state: 'shipped' },
    delivered(),
    [held, 'delivered', 'done'],
  ],
  [
    'a try that failed for now settles too',
    sending,
    failed(false),
    [{ settledAttempt: 1 }, 'deferred', 'failed'],
  ],
  [
    'a success after that is no second settlement',
    { ...sending, settledAttempt: 1 },
    delivered(),
    [{ ...held, state: 'at_wms' }, 'delivered', null],
  ],
  ['a final refusal is an error', sending, failed(true), [failedOrder, 'failed', 'failed']],
  ['a refusal that comes after the success is ignored', atWms, failed(true), [{}, 'none', null]],
  [
    'a refusal of an earlier attempt is ignored',
    { ...sending, deliveryAttempt: 2, settledAttempt: 1 },
    failed(true, 1),
    [{}, 'none', null],
  ],
  [
    'a delivery keeps the cancellation that waits',
    { ...sending, ...canceling },
    delivered(),
    [{ ...held, state: 'at_wms' }, 'delivered', 'done'],
  ],
  [
    'a refusal keeps the cancellation that waits',
    { ...sending, ...canceling },
    failed(true),
    [failedOrder, 'failed', 'failed'],
  ],
  [
    'the warehouse confirms the cancellation',
    { ...atWms, ...canceling },
    concluded('canceled'),
    [{ ...canceledOrder, reason: 'canceled-at-warehouse' }, 'canceled', null],
  ],
  [
    'a cancellation that overtook its delivery settles the attempt',
    { ...sending, ...canceling },
    concluded('absent'),
    [{ ...canceledOrder, reason: 'canceled-before-warehouse', settledAttempt: 1 }, 'canceled', 'done'],
  ],
  [
    'the warehouse refuses to cancel',
    { ...atWms, ...canceling },
    concluded('refused'),
    [{ cancelState: 'refused' }, 'cancel-refused', null],
  ],
  [
    'the warehouse could not be asked',
    { ...atWms, ...canceling },
    concluded('failed'),
    [{}, 'cancel-failed', null],
  ],
  [
    'an order that shipped meanwhile did ship',
    { ...atWms, ...canceling, state: 'shipped' },
    concluded('canceled'),
    [{ cancelState: 'refused' }, 'cancel-refused', null],
  ],
  [
    'a verdict on an earlier cancellation is ignored',
    { ...atWms, ...canceling, cancelAttempt: 2 },
    concluded('refused', 1),
    [{}, 'none', null],
  ],
  [
    'a delivery of a canceled order is told',
    { ...sending, state: 'canceled', settledAttempt: 1 },
    delivered(),
    [held, 'delivered-after-cancel', null],
  ],
];

test.each(cases)('%s', (_, order, verdict, [changes, effect, settled]) => {
  expect(applyVerdict(order, verdict, now)).toEqual({ order: { ...order, ...changes }, effect, settled });
});
