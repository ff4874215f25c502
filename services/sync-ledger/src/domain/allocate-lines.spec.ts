import { allocateLines, amountShipped, type OrderedLine, type ParcelLine } from './allocate-lines';

const ordered = (...lines: [id: string, sku: string, quantity: number][]): OrderedLine[] =>
  lines.map(([id, sku, quantity]) => ({ id, references: [id], sku, quantity }));
const parcel = (
  packageId: string,
  ...lines: [sku: string, quantity: number, reference?: string][]
): ParcelLine[] =>
  lines.map(([sku, quantity, reference], index) => ({
    id: `${packageId}.${index}`,
    packageId,
    sku,
    lineReference: reference ?? null,
    quantity,
  }));

describe('allocateLines', () => {
  const cases: {
    name: string;
    lines: OrderedLine[];
    parcels: ParcelLine[];
    allocated: [packageLineId: string, orderLineId: string, quantity: number][];
    excess?: [packageId: string, sku: string, quantity: number][];
    amount: 'none' | 'part' | 'all';
  }[] = [
    {
      name: 'ships a whole order in one parcel',
      lines: ordered(['l1', 'A', 2], ['l2', 'B', 1]),
      parcels: parcel('p1', ['A', 2], ['B', 1]),
      allocated: [
        ['p1.0', 'l1', 2],
        ['p1.1', 'l2', 1],
      ],
      amount: 'all',
    },
    {
      name: 'ships a part when a line is missing',
      lines: ordered(['l1', 'A', 2], ['l2', 'B', 1], ['l3', 'C', 4]),
      parcels: parcel('p1', ['A', 2], ['B', 1]),
      allocated: [
        ['p1.0', 'l1', 2],
        ['p1.1', 'l2', 1],
      ],
      amount: 'part',
    },
    {
      name: 'completes a line over two parcels',
      lines: ordered(['l1', 'A', 5]),
      parcels: [...parcel('p1', ['A', 2]), ...parcel('p2', ['A', 3])],
      allocated: [
        ['p1.0', 'l1', 2],
        ['p2.0', 'l1', 3],
      ],
      amount: 'all',
    },
    {
      name: 'spreads one quantity over the lines of its SKU in order',
      lines: ordered(['l1', 'A', 2], ['l2', 'B', 9], ['l3', 'A', 2]),
      parcels: parcel('p1', ['A', 3]),
      allocated: [
        ['p1.0', 'l1', 2],
        ['p1.0', 'l3', 1],
      ],
      amount: 'part',
    },
    {
      name: 'prefers the line that the warehouse refers to',
      lines: ordered(['l1', 'A', 2], ['l2', 'A', 2]),
      parcels: parcel('p1', ['A', 2, 'l2']),
      allocated: [['p1.0', 'l2', 2]],
      amount: 'part',
    },
    {
      name: 'takes the reference also when the warehouse knows the article under another SKU',
      lines: ordered(['l1', 'A', 2]),
      parcels: parcel('p1', ['WH-A', 2, 'l1']),
      allocated: [['p1.0', 'l1', 2]],
      amount: 'all',
    },
    {
      name: 'falls back to the SKU when the reference is unknown or its line is full',
      lines: ordered(['l1', 'A', 1], ['l2', 'A', 2]),
      parcels: parcel('p1', ['A', 2, 'l1'], ['A', 1, '?']),
      allocated: [
        ['p1.0', 'l1', 1],
        ['p1.0', 'l2', 1],
        ['p1.1', 'l2', 1],
      ],
      amount: 'all',
    },
    {
      name: 'never ships more than ordered and names the rest',
      lines: ordered(['l1', 'A', 2]),
      parcels: [...parcel('p1', ['A', 3]), ...parcel('p2', ['A', 1], ['X', 1])],
      allocated: [['p1.0', 'l1', 2]],
      excess: [
        ['p1', 'A', 1],
        ['p2', 'A', 1],
        ['p2', 'X', 1],
      ],
      amount: 'all',
    },
    {
      name: 'regards a line of which nothing is left to ship as done',
      lines: ordered(['l1', 'A', 1], ['l2', 'B', 0]),
      parcels: parcel('p1', ['A', 1]),
      allocated: [['p1.0', 'l1', 1]],
      amount: 'all',
    },
    {
      name: 'ships nothing without parcels',
      lines: ordered(['l1', 'A', 1]),
      parcels: [],
      allocated: [],
      amount: 'none',
    },
  ];

  it.each(cases)('$name', ({ lines, parcels, allocated, excess = [], amount }) => {
    const result = allocateLines(lines, parcels);
    expect({
      allocated: result.allocations.map((a) => [a.packageLineId, a.orderLineId, a.quantity]),
      excess: result.excess.map((e) => [e.packageId, e.sku, e.quantity]),
      amount: amountShipped(lines, result.shipped),
    }).toEqual({ allocated, excess, amount });
  });
});
