import { Badge, Text } from '@mantine/core';
import { DataTable, type Column } from '../ui/data-table';
import { Loaded } from '../ui/loaded';
import { MapShipMethod } from './map-ship-method';
import { useShipMethods, type ShipMethod } from './ship-methods.queries';

const COLUMNS: Column<ShipMethod>[] = [
  {
    title: 'In the store',
    cell: ({ cartName, cartCode }) => (
      <>
        {cartName || cartCode}
        {cartName && cartName !== cartCode && (
          <Text size="xs" c="dimmed">
            {cartCode}
          </Text>
        )}
      </>
    ),
  },
  {
    title: 'Waiting',
    cell: ({ heldOrders }) =>
      heldOrders > 0 ? (
        <Badge color="orange" variant="light" tt="none">
          {heldOrders === 1 ? '1 order' : `${heldOrders} orders`}
        </Badge>
      ) : (
        '–'
      ),
  },
  { title: 'At the warehouse', cell: (method) => <MapShipMethod method={method} /> },
];

/** Methods of one store, those that hold orders first. */
export function ShipMethodList({ cartConnectionId }: { cartConnectionId: string }) {
  const methods = useShipMethods(cartConnectionId);
  return (
    <Loaded query={methods}>
      {(rows) => (
        <DataTable
          label="Ship methods"
          columns={COLUMNS}
          rows={[...rows].sort((a, b) => b.heldOrders - a.heldOrders)}
          rowKey={({ cartCode }) => cartCode}
          empty="No order with a ship method was loaded yet."
        />
      )}
    </Loaded>
  );
}
