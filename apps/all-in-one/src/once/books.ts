import type { DemoSite } from '../demo/demo-world';

/** What the hub's proof says of one merchant and day; the rest of it is not compared here. */
export interface ProofView {
  balanced: boolean;
  unexplained: unknown[];
}

/** An order as the hub's API shows it. */
export interface HubOrder {
  externalId: string;
  number: string;
  reference: string;
  state: string;
}

export interface Books {
  merchant: string;
  shopOrders: number;
  loaded: number;
  skipped: number;
  canceled: number;
  atWarehouse: number;
  confirmed: number;
  parcelsSent: number;
  parcelsInShop: number;
  unexplained: number;
  /** What does not agree, one sentence each; empty when all books agree. */
  differences: string[];
}

/** Holds the books of shop, hub and warehouse against each other, row by row. */
export function compareBooks(
  site: DemoSite,
  hub: { orders: HubOrder[]; skipped: { externalId: string }[]; proofs: ProofView[] },
): Books {
  const placed = site.shop.state.orders().filter(({ active }) => !active);
  const shipments = site.warehouse.state.shipments();
  const sent = shipments
    .filter(({ state }) => state === 'done')
    .flatMap(({ reference, parcels }) =>
      parcels.map((parcel) => ({ reference, parcel: `${parcel.tracking} ${unitsText(parcel.units)}` })),
    );
  const known = new Set([...hub.orders, ...hub.skipped].map(({ externalId }) => externalId));
  const differences = [
    ...placed
      .filter(({ id }) => !known.has(id))
      .map(({ code }) => `${code} was placed and is unknown to the hub`),
    ...hub.orders.flatMap((order) => differencesOf(order, site, sent)),
    ...shipments
      .filter(({ reference }) => !hub.orders.some((order) => order.reference === reference))
      .map(({ number }) => `the warehouse holds ${number}, which the hub did not send`),
    ...site.warehouse.state
      .stock()
      .filter(({ sku, onHand }) => site.shop.state.stock(sku).saleable !== onHand)
      .map(
        ({ sku, onHand }) =>
          `${sku}: ${onHand} in the warehouse, ${site.shop.state.stock(sku).saleable} for sale`,
      ),
    ...hub.proofs.filter(({ balanced }) => !balanced).map(() => "the hub's own proof does not balance"),
  ];
  const inState = (state: string) => hub.orders.filter((order) => order.state === state).length;
  return {
    merchant: site.merchant.name,
    shopOrders: placed.length,
    loaded: hub.orders.length,
    skipped: hub.skipped.length,
    canceled: inState('canceled'),
    atWarehouse: new Set(shipments.map(({ reference }) => reference)).size,
    confirmed: inState('confirmed'),
    parcelsSent: sent.length,
    parcelsInShop: placed.flatMap(({ fulfillments }) => fulfillments).length,
    unexplained: hub.proofs.reduce((sum, { unexplained }) => sum + unexplained.length, 0),
    differences,
  };
}

function differencesOf(
  order: HubOrder,
  { shop, warehouse }: DemoSite,
  sent: { reference: string | null; parcel: string }[],
): string[] {
  const taken = warehouse.state.shipments(order.reference);
  const differences: string[] = [];
  if (order.state === 'canceled' && taken.some(({ state }) => state !== 'cancelled')) {
    differences.push(`${order.number} is cancelled in the hub and alive in the warehouse`);
  }
  if (order.state !== 'confirmed') return differences;
  const placed = shop.state.order(order.externalId);
  const ordered = placed.lines.map(
    (line) => [shop.state.variant(line.variantId).sku, line.quantity] as const,
  );
  const shipped = sumUnits(
    taken.flatMap(({ parcels }) => parcels.flatMap(({ units }) => Object.entries(units))),
  );
  if (unitsText(sumUnits(ordered)) !== unitsText(shipped)) {
    differences.push(`${order.number}: the warehouse shipped ${unitsText(shipped)}`);
  }
  const told = placed.fulfillments.map(
    ({ trackingCode, lines }) =>
      `${trackingCode} ${unitsText(sumUnits(lines.map((line) => [skuOf(order, shop, line.orderLineId), line.quantity])))}`,
  );
  const parcels = sent.filter(({ reference }) => reference === order.reference).map(({ parcel }) => parcel);
  if (told.sort().join('; ') !== parcels.sort().join('; ')) {
    differences.push(`${order.number}: sent ${parcels.join('; ')}, told the shop ${told.join('; ')}`);
  }
  return differences;
}

function skuOf(order: HubOrder, shop: DemoSite['shop'], lineId: string): string {
  const line = shop.state.order(order.externalId).lines.find(({ id }) => id === lineId);
  return line ? shop.state.variant(line.variantId).sku : '?';
}

function sumUnits(entries: readonly (readonly [string, number])[]): Record<string, number> {
  const sum: Record<string, number> = {};
  for (const [sku, quantity] of entries) sum[sku] = (sum[sku] ?? 0) + quantity;
  return sum;
}

function unitsText(units: Record<string, number>): string {
  return Object.entries(units)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([sku, quantity]) => `${quantity} x ${sku}`)
    .join(', ');
}
