import { DataTable, type Column } from '../ui/data-table';
import type { OrderLine } from './order.queries';

const COLUMNS: Column<OrderLine>[] = [
  { title: 'SKU', cell: ({ sku }) => sku || '–' },
  { title: 'Name', cell: ({ name }) => name },
  { title: 'Price', align: 'right', cell: ({ unitPrice }) => unitPrice ?? '–' },
  { title: 'To ship', align: 'right', cell: ({ quantity }) => quantity },
  { title: 'Shipped', align: 'right', cell: ({ shippedQuantity }) => shippedQuantity },
];

export function OrderLines({ lines }: { lines: OrderLine[] }) {
  return <DataTable label="Lines" columns={COLUMNS} rows={lines} rowKey={({ id }) => id} empty="No lines." />;
}
