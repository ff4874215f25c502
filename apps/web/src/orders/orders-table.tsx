import { Text } from '@mantine/core';
import { useMerchantName, useMerchants } from '../merchants/merchants.queries';
import { DataTable, type Column } from '../ui/data-table';
import { TextLink } from '../ui/links';
import { Loaded } from '../ui/loaded';
import { MoreButton } from '../ui/more-button';
import { When } from '../ui/when';
import { OrderStateBadge } from './order-state';
import { useOrders, type Order, type OrderFilter } from './orders.queries';

export function OrdersTable({ filter }: { filter: OrderFilter }) {
  const orders = useOrders(filter);
  const merchants = useMerchants();
  const merchantName = useMerchantName();
  const columns: Column<Order>[] = [
    {
      title: 'Order',
      cell: ({ id, number }) => (
        <TextLink to="/orders/$id" params={{ id }}>
          {number}
        </TextLink>
      ),
    },
    ...((merchants.data?.length ?? 0) > 1
      ? [{ title: 'Merchant', cell: ({ merchantId }: Order) => merchantName(merchantId) }]
      : []),
    {
      title: 'State',
      cell: ({ state, reasonDetail }) => (
        <>
          <OrderStateBadge state={state} />
          {reasonDetail && (
            <Text size="xs" c="dimmed" maw={360}>
              {reasonDetail}
            </Text>
          )}
        </>
      ),
    },
    { title: 'Ship method', cell: ({ shipMethod }) => shipMethod?.name || shipMethod?.code || '–' },
    { title: 'Total', align: 'right', cell: ({ total }) => `${total.amount} ${total.currency}` },
    { title: 'Placed', cell: ({ placedAt }) => <When at={placedAt} /> },
  ];
  return (
    <Loaded query={orders}>
      {({ pages }) => (
        <>
          <DataTable
            label="Orders"
            columns={columns}
            rows={pages.flatMap(({ items }) => items)}
            rowKey={({ id }) => id}
            empty="No orders here."
          />
          <MoreButton query={orders} />
        </>
      )}
    </Loaded>
  );
}
