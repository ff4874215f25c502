import { parcelLabel } from './parcel-label';

export interface Parcel {
  externalId: string;
  trackingNumber: string | null;
  carrier: string | null;
  /** SKU and quantity of each line. */
  contents: readonly { sku: string; quantity: number }[];
}

export type ParcelChange =
  | { kind: 'tracking-corrected'; externalId: string; from: string; to: string }
  | { kind: 'contents-changed'; externalId: string; from: string; to: string }
  | { kind: 'withdrawn'; externalId: string; from: string };

/**
 * What a warehouse changed about parcels that a cart was told of already, or is being told of. The cart is not told
 * again, so a person must know.
 * @param told the parcels as they were told
 * @param now the parcels of the newest version; none when the shipment was voided
 */
export function parcelChanges(told: readonly Parcel[], now: readonly Parcel[]): ParcelChange[] {
  const current = new Map(now.map((parcel) => [parcel.externalId, parcel]));
  return told.flatMap((before): ParcelChange[] => {
    const { externalId } = before;
    const after = current.get(externalId);
    if (!after) return [{ kind: 'withdrawn', externalId, from: trackingOf(before) }];
    const changes: ParcelChange[] = [];
    if (trackingOf(before) !== trackingOf(after)) {
      changes.push({
        kind: 'tracking-corrected',
        externalId,
        from: trackingOf(before),
        to: trackingOf(after),
      });
    }
    if (contentsOf(before) !== contentsOf(after)) {
      changes.push({ kind: 'contents-changed', externalId, from: contentsOf(before), to: contentsOf(after) });
    }
    return changes;
  });
}

function trackingOf({ carrier, trackingNumber }: Parcel): string {
  return parcelLabel(carrier, trackingNumber);
}

/** `2 x A, 1 x B`, sorted by SKU, quantities of one SKU summed. */
export function contentsOf({ contents }: Pick<Parcel, 'contents'>): string {
  const sums = new Map<string, number>();
  for (const { sku, quantity } of contents) sums.set(sku, (sums.get(sku) ?? 0) + quantity);
  const sorted = [...sums].sort(([a], [b]) => (a < b ? -1 : 1));
  return sorted.map(([sku, quantity]) => `${quantity} x ${sku}`).join(', ') || 'nothing';
}
