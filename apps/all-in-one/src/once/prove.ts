import type { HubApi } from '@crossdock/api-client';
import type { DemoMerchantIds } from '../demo/demo-account';
import type { DemoSite } from '../demo/demo-world';
import { compareBooks, type Books, type HubOrder, type ProofView } from './books';

/** Asks the hub for its books and its proof of every day on which the shop has orders, and compares. */
export async function prove(api: HubApi, { merchantId }: DemoMerchantIds, site: DemoSite): Promise<Books> {
  const days = new Set(
    site.shop.state.orders().flatMap(({ orderPlacedAt }) => orderPlacedAt?.slice(0, 10) ?? []),
  );
  const proofs: ProofView[] = [];
  for (const day of days) proofs.push(await api.get<ProofView>(`/merchants/${merchantId}/proof`, { day }));
  return compareBooks(site, {
    orders: await api.all<HubOrder>('/orders', { merchantId }),
    skipped: await api.all<{ externalId: string }>('/skipped-orders', { merchantId }),
    proofs,
  });
}

const COLUMNS: [title: string, value: (books: Books) => string | number][] = [
  ['merchant', (books) => books.merchant],
  ['shop orders', (books) => books.shopOrders],
  ['= loaded', (books) => books.loaded],
  ['+ skipped', (books) => books.skipped],
  ['canceled', (books) => books.canceled],
  ['at warehouse', (books) => books.atWarehouse],
  ['confirmed', (books) => books.confirmed],
  ['parcels sent', (books) => books.parcelsSent],
  ['parcels in shop', (books) => books.parcelsInShop],
  ['unexplained', (books) => books.unexplained],
  ['books', (books) => (agree(books) ? 'agree' : 'DIFFER')],
];

export function agree(books: Books): boolean {
  return (
    books.differences.length === 0 &&
    books.unexplained === 0 &&
    books.shopOrders === books.loaded + books.skipped &&
    books.loaded === books.confirmed + books.canceled &&
    books.parcelsSent === books.parcelsInShop
  );
}

/** The proof as a table, and below it what does not agree. */
export function proofTable(all: readonly Books[]): string {
  const rows = [
    COLUMNS.map(([title]) => title),
    ...all.map((books) => COLUMNS.map(([, value]) => String(value(books)))),
  ];
  const widths = COLUMNS.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const line = (row: string[]) =>
    row
      .map((cell, column) =>
        column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join('  ');
  const rule = widths.map((width) => '-'.repeat(width)).join('  ');
  const [head = [], ...body] = rows;
  return [
    line(head),
    rule,
    ...body.map(line),
    ...all.flatMap(({ merchant, differences }) =>
      differences.map((difference) => `${merchant}: ${difference}`),
    ),
  ].join('\n');
}
