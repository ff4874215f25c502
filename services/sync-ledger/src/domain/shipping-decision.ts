import {
  allocateLines,
  amountShipped,
  type Allocated,
  type OrderedLine,
  type ParcelLine,
} from './allocate-lines';
import { transition, type OrderStanding } from './order-state';

export interface ShippedParcel {
  packageId: string;
  /** For people: carrier and tracking number. */
  label: string;
  shippedAt: Date;
  lines: readonly ParcelLine[];
}

export interface ShippingDecision {
  allocated: Allocated;
  amount: 'none' | 'part' | 'all';
  /** Where the order is now. */
  standing: OrderStanding;
  /** When the last parcel left; null when none did. */
  shippedAt: Date | null;
  /** Why parcels and order do not fit; null when they do. */
  misfit: { kind: 'parcels-misfit' | 'shipped-after-cancel'; detail: string } | null;
  /** Parcels that the cart is to be told of. */
  toTell: readonly string[];
}

/**
 * What the parcels of an order, those that stand today, make of it.
 * @param number the order's number, for people
 * @param parcels in the order in which they claim quantities
 */
export function decideShipping(
  order: OrderStanding & { number: string },
  lines: readonly OrderedLine[],
  parcels: readonly ShippedParcel[],
): ShippingDecision {
  const { number, ...before } = order;
  const allocated = allocateLines(
    lines,
    parcels.flatMap((parcel) => parcel.lines),
  );
  const amount = amountShipped(lines, allocated.shipped);
  const moved = transition(before, { kind: 'shipped', amount });
  const canceled = before.state === 'canceled';
  const filled = new Set(allocated.allocations.map(({ packageId }) => packageId));
  return {
    allocated,
    amount,
    standing: moved.ok
      ? { state: moved.state, reason: moved.reason, cancelState: moved.cancelState }
      : before,
    shippedAt: latest(parcels.map(({ shippedAt }) => shippedAt)),
    misfit: canceled ? shippedAfterCancel(number, parcels) : misfit(number, allocated, parcels),
    toTell: canceled ? [] : [...filled],
  };
}

function shippedAfterCancel(number: string, parcels: readonly ShippedParcel[]): ShippingDecision['misfit'] {
  if (parcels.length === 0) return null;
  const labels = parcels.map(({ label }) => label).join(', ');
  return { kind: 'shipped-after-cancel', detail: `Order ${number} is canceled, but was shipped: ${labels}.` };
}

function misfit(
  number: string,
  { excess }: Allocated,
  parcels: readonly ShippedParcel[],
): ShippingDecision['misfit'] {
  const empty = parcels.filter(({ lines }) => lines.length === 0).map(({ label }) => label);
  const reasons = [
    ...excess.map(({ sku, quantity }) => `${quantity} x ${sku} more than ordered`),
    ...empty.map((label) => `the parcel ${label} has no contents`),
  ];
  if (reasons.length === 0) return null;
  return { kind: 'parcels-misfit', detail: `Order ${number}: ${reasons.join('; ')}.` };
}

function latest(instants: readonly Date[]): Date | null {
  if (instants.length === 0) return null;
  return new Date(Math.max(...instants.map((instant) => instant.getTime())));
}
