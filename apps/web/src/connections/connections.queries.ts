import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answered, api, everyItem, type Schema } from '../api/client';

export type Connection = Schema<'ConnectionDto'>;
export type Connector = Schema<'ConnectorListDto'>['items'][number];
export type NewConnection = Schema<'CreateConnectionDto'>;
export type ConnectionChange = Schema<'UpdateConnectionDto'>;
/** A store's or a warehouse's. */
export type ConnectionKind = 'cart' | 'wms';
export type ConnectionAction = 'pause' | 'resume';

const MANY = 200;
const BASE = { cart: '/api/v1/cart-connections', wms: '/api/v1/wms-connections' } as const;

/** Every connection of the account or of one merchant. */
export function useConnections(kind: ConnectionKind, merchantId?: string) {
  return useQuery({
    queryKey: ['connections', kind, 'list', merchantId ?? 'all'],
    queryFn: () =>
      everyItem((cursor) => {
        const query = { limit: MANY, ...(merchantId && { merchantId }), ...(cursor && { cursor }) };
        return answered(api.GET(BASE[kind], { params: { query } }));
      }),
  });
}

/** Names of connections by id; an unknown id gives a dash. */
export function useConnectionName(kind: ConnectionKind): (id: string) => string {
  const { data = [] } = useConnections(kind);
  return (id) => data.find((connection) => connection.id === id)?.name ?? '–';
}

export function useConnection(kind: ConnectionKind, id: string) {
  return useQuery({
    queryKey: ['connections', kind, 'one', id],
    queryFn: () => answered(api.GET(`${BASE[kind]}/{id}`, { params: { path: { id } } })),
  });
}

/** What can be connected, and which fields each connector asks for. */
export function useConnectors(kind: ConnectionKind) {
  return useQuery({
    queryKey: ['connectors', kind],
    queryFn: () => answered(api.GET(`${BASE[kind]}/connectors`)),
    refetchInterval: false,
    select: ({ items }) => items,
  });
}

export function useAddConnection(kind: ConnectionKind, onAdded: (connection: Connection) => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: NewConnection) => answered(api.POST(BASE[kind], { body })),
    onSuccess: async (connection) => {
      await client.invalidateQueries({ queryKey: ['connections', kind] });
      onAdded(connection);
    },
  });
}

export function useChangeConnection(kind: ConnectionKind, id: string, onChanged: () => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: ConnectionChange) =>
      answered(api.PATCH(`${BASE[kind]}/{id}`, { params: { path: { id } }, body })),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['connections', kind] });
      onChanged();
    },
  });
}

export function useConnectionAction(kind: ConnectionKind, id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (action: ConnectionAction) =>
      answered(api.POST(`${BASE[kind]}/{id}/${action}`, { params: { path: { id } } })),
    onSuccess: () => client.invalidateQueries({ queryKey: ['connections', kind] }),
  });
}

export function useTestConnection(kind: ConnectionKind, id: string) {
  return useMutation({
    mutationFn: () => answered(api.POST(`${BASE[kind]}/{id}/test`, { params: { path: { id } } })),
  });
}
