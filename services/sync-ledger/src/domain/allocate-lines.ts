export interface OrderedLine {
  id: string;
  /** How the warehouse may refer to the line. */
  references: readonly string[];
  sku: string;
  /** What is to ship in all. */
  quantity: number;
}

export interface ParcelLine {
  id: string;
  packageId: string;
  sku: string;
  lineReference: string | null;
  quantity: number;
}

export interface Allocation {
  packageLineId: string;
  packageId: string;
  orderLineId: string;
  quantity: number;
}

export interface Excess {
  packageId: string;
  sku: string;
  quantity: number;
}

export interface Allocated {
  allocations: Allocation[];
  /** What was shipped beyond what is ordered, or under a SKU that the order does not have. */
  excess: Excess[];
  /** Shipped quantity of every order line. */
  shipped: ReadonlyMap<string, number>;
}

/**
 * Says which order line each parcel line ships: the line that it refers to, then the lines of its SKU in order, each as
 * far as it has quantity left. No order line ever gets more than it has.
 * @param lines in the order's own order
 * @param parcelLines oldest parcel first; what came first is served first
 */
export function allocateLines(lines: readonly OrderedLine[], parcelLines: readonly ParcelLine[]): Allocated {
  const shipped = new Map(lines.map((line) => [line.id, 0]));
  const allocations: Allocation[] = [];
  const excess: Excess[] = [];
  for (const parcelLine of parcelLines) {
    let left = parcelLine.quantity;
    for (const line of candidates(lines, parcelLine)) {
      const already = shipped.get(line.id) ?? 0;
      const quantity = Math.min(left, line.quantity - already);
      if (quantity <= 0) continue;
      shipped.set(line.id, already + quantity);
      left -= quantity;
      const { id: packageLineId, packageId } = parcelLine;
      allocations.push({ packageLineId, packageId, orderLineId: line.id, quantity });
    }
    if (left > 0) excess.push({ packageId: parcelLine.packageId, sku: parcelLine.sku, quantity: left });
  }
  return { allocations, excess, shipped };
}

function candidates(lines: readonly OrderedLine[], { lineReference, sku }: ParcelLine): OrderedLine[] {
  const referred = lines.filter(
    ({ references }) => lineReference !== null && references.includes(lineReference),
  );
  return [...referred, ...lines.filter((line) => line.sku === sku && !referred.includes(line))];
}

/** How much of an order is shipped. Lines of which nothing is to ship do not count. */
export function amountShipped(
  lines: readonly Pick<OrderedLine, 'id' | 'quantity'>[],
  shipped: ReadonlyMap<string, number>,
): 'none' | 'part' | 'all' {
  const shippedOf = (id: string) => shipped.get(id) ?? 0;
  if (lines.every(({ id }) => shippedOf(id) === 0)) return 'none';
  return lines.every(({ id, quantity }) => shippedOf(id) >= quantity) ? 'all' : 'part';
}
