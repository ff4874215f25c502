import { DataTable, type Column } from '../ui/data-table';
import { When } from '../ui/when';
import type { Proof } from './proof.queries';

type Store = Proof['connections'][number];

const COLUMNS: Column<Store>[] = [
  { title: 'Store', cell: ({ name }) => name },
  { title: 'Orders', align: 'right', cell: ({ cartOrders }) => cartOrders ?? 'not counted yet' },
  { title: 'Loaded', align: 'right', cell: ({ loaded }) => loaded },
  {
    title: 'Skipped',
    align: 'right',
    cell: ({ skipped, skippedReasons }) =>
      [
        skipped,
        Object.entries(skippedReasons)
          .map(([reason, count]) => `${count} ${reason.replaceAll('-', ' ')}`)
          .join(', '),
      ]
        .filter(Boolean)
        .join(': ') || 0,
  },
  { title: 'Difference', align: 'right', cell: ({ difference }) => difference },
  { title: 'Counted', cell: ({ countedAt }) => <When at={countedAt} /> },
];

export function ProofStores({ connections }: { connections: Store[] }) {
  return (
    <DataTable
      label="Stores"
      columns={COLUMNS}
      rows={connections}
      rowKey={({ cartConnectionId }) => cartConnectionId}
      empty="No store is connected yet."
    />
  );
}
