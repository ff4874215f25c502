import type { PushResult, StockReceipt, StockUpdate } from '@crossdock/connector-sdk';
import type { VendureVariant } from './wire';

/** A variant that shall have `quantity` units for sale while `allocated` units wait in unshipped orders. */
export interface StockTarget {
  variantId: string;
  sku: string;
  quantity: number;
  allocated: number;
}

/** SKUs are compared exactly, though some databases find them in any case. They are not unique in Vendure. */
export function targetsOf(
  items: readonly StockUpdate[],
  variants: readonly VendureVariant[],
  locationId: string,
): StockTarget[] {
  return items.flatMap(({ key, quantity }) =>
    variants
      .filter(({ sku }) => sku === key)
      .map((variant) => ({
        variantId: variant.id,
        sku: key,
        quantity,
        allocated: allocatedAt(variant, locationId),
      })),
  );
}

/**
 * Vendure sells `stockOnHand - stockAllocated`. The hub's quantity leaves unshipped orders out already, so the level
 * on hand is the quantity plus what is allocated: orders would count twice otherwise.
 */
export function stockInput({ variantId, quantity, allocated }: StockTarget, locationId: string) {
  return {
    id: variantId,
    stockLevels: [{ stockLocationId: locationId, stockOnHand: quantity + allocated }],
  };
}

/**
 * Targets whose variant has fewer units allocated after the write than were added: goods left in between, and the
 * level is too high by them. More units allocated is a new order, which the hub's next quantity knows of.
 */
export function missed(
  targets: readonly StockTarget[],
  written: readonly (VendureVariant | null)[],
  locationId: string,
): StockTarget[] {
  return targets.flatMap((target) => {
    const variant = written.find((candidate) => candidate?.id === target.variantId);
    const allocated = variant == null ? target.allocated : allocatedAt(variant, locationId);
    return allocated < target.allocated ? [{ ...target, allocated }] : [];
  });
}

export function verdictOf(item: StockUpdate, targets: readonly StockTarget[]): PushResult<StockReceipt> {
  return targets.some(({ sku }) => sku === item.key)
    ? { key: item.key, status: 'done', receipt: { quantity: item.quantity } }
    : {
        key: item.key,
        status: 'failed',
        problem: {
          kind: 'rejected',
          code: 'unknown-sku',
          message: `Vendure has no variant with the SKU ${item.key} in this channel.`,
          fix: 'Add the SKU to a variant in Vendure, or give the product an alias in the hub.',
        },
      };
}

function allocatedAt(variant: VendureVariant, locationId: string): number {
  return variant.stockLevels.find((level) => level.stockLocationId === locationId)?.stockAllocated ?? 0;
}
