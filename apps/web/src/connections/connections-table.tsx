import { Text } from '@mantine/core';
import { useMerchantName } from '../merchants/merchants.queries';
import { DataTable, type Column } from '../ui/data-table';
import { TextLink } from '../ui/links';
import { Loaded } from '../ui/loaded';
import { ConnectionStateBadge } from './connection-state';
import { useConnections, useConnectors, type Connection, type ConnectionKind } from './connections.queries';

interface Props {
  kind: ConnectionKind;
  merchantId?: string;
}

export function ConnectionsTable({ kind, merchantId }: Props) {
  const connections = useConnections(kind, merchantId);
  const { data: connectors = [] } = useConnectors(kind);
  const merchantName = useMerchantName();
  const columns: Column<Connection>[] = [
    {
      title: 'Name',
      cell: ({ id, name }) => (
        <TextLink to="/connections/$kind/$id" params={{ kind, id }}>
          {name}
        </TextLink>
      ),
    },
    { title: 'Merchant', cell: ({ merchantId: id }) => merchantName(id) },
    {
      title: 'System',
      cell: ({ connector }) => connectors.find(({ id }) => id === connector)?.name ?? connector,
    },
    {
      title: 'Address',
      cell: ({ identity }) => (
        <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
          {identity}
        </Text>
      ),
    },
    {
      title: 'State',
      cell: ({ state, problem }) => (
        <>
          <ConnectionStateBadge state={state} />
          {problem && (
            <Text size="xs" c="dimmed">
              {problem.message} {problem.fix}
            </Text>
          )}
        </>
      ),
    },
  ];
  return (
    <Loaded query={connections}>
      {(rows) => (
        <DataTable
          label={kind === 'cart' ? 'Stores' : 'Warehouses'}
          columns={columns}
          rows={rows}
          rowKey={({ id }) => id}
          empty={kind === 'cart' ? 'No store is connected yet.' : 'No warehouse is connected yet.'}
        />
      )}
    </Loaded>
  );
}
