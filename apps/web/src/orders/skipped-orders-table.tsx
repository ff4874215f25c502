import { useConnectionName } from '../connections/connections.queries';
import { DataTable, type Column } from '../ui/data-table';
import { Loaded } from '../ui/loaded';
import { MoreButton } from '../ui/more-button';
import { When } from '../ui/when';
import { useSkippedOrders, type SkippedFilter, type SkippedOrder } from './orders.queries';

/** Orders of the stores that were not loaded, each with the reason. */
export function SkippedOrdersTable({ filter }: { filter: SkippedFilter }) {
  const skipped = useSkippedOrders(filter);
  const storeName = useConnectionName('cart');
  const columns: Column<SkippedOrder>[] = [
    { title: 'Order', cell: ({ number }) => number },
    { title: 'Store', cell: ({ cartConnectionId }) => storeName(cartConnectionId) },
    { title: 'Why', cell: ({ detail }) => detail },
    { title: 'Placed', cell: ({ placedAt }) => <When at={placedAt} /> },
    { title: 'Skipped', cell: ({ skippedAt }) => <When at={skippedAt} /> },
  ];
  return (
    <Loaded query={skipped}>
      {({ pages }) => (
        <>
          <DataTable
            label="Skipped orders"
            columns={columns}
            rows={pages.flatMap(({ items }) => items)}
            rowKey={({ id }) => id}
            empty="No order was skipped."
          />
          <MoreButton query={skipped} />
        </>
      )}
    </Loaded>
  );
}
