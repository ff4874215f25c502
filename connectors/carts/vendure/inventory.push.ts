import type { PushStream, StockReceipt, StockUpdate } from '@crossdock/connector-sdk';
import { execute, type VendureContext } from './graphql';
import { missed, stockInput, targetsOf, verdictOf, type StockTarget } from './inventory.map';
import { findVariants, updateVariants } from './operations';
import { chosenLocation, onlyLocation } from './stock-location';
import type { VendureVariant } from './wire';

/** How often levels are set again because units left Vendure's allocation while they were written. */
const ROUNDS = 3;

/**
 * Sets what the shop can sell. Every variant with the SKU gets the quantity; a SKU that Vendure does not know is
 * refused alone and kept out of the call, which is all or nothing.
 */
export const inventory: PushStream<VendureContext, StockUpdate, StockReceipt> = {
  batchSize: 100,
  repeatSafety: 'natural',
  push: async (ctx, items) => {
    const { variants, locationId } = await read(ctx, items);
    const targets = targetsOf(items, variants, locationId);
    await write(ctx, targets, locationId);
    return items.map((item) => verdictOf(item, targets));
  },
};

async function read(
  ctx: VendureContext,
  items: readonly StockUpdate[],
): Promise<{ variants: VendureVariant[]; locationId: string }> {
  const skus = items.map(({ key }) => key);
  const locations = chosenLocation(ctx.settings);
  const variants: VendureVariant[] = [];
  for (;;) {
    const page = await execute(ctx, findVariants, { skus, skip: variants.length, locations });
    variants.push(...page.productVariants.items);
    const locationId = onlyLocation(page.stockLocations.items).id;
    const more = page.productVariants.items.length > 0 && variants.length < page.productVariants.totalItems;
    if (!more) return { variants, locationId };
  }
}

async function write(
  ctx: VendureContext,
  targets: readonly StockTarget[],
  locationId: string,
): Promise<void> {
  let open = targets;
  for (let round = 0; round < ROUNDS && open.length > 0; round++) {
    const answer = await execute(ctx, updateVariants, {
      input: open.map((target) => stockInput(target, locationId)),
    });
    open = missed(open, answer.updateProductVariants, locationId);
  }
}
