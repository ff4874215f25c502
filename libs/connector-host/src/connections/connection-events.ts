import type { CartConnectionChanged, DomainEvent, WmsConnectionChanged } from '@crossdock/domain';
import type { Connection } from './connection';

export type ConnectionChanged = typeof CartConnectionChanged | typeof WmsConnectionChanged;

/** Injection token of the event by which this gateway tells about its connections. */
export const CONNECTION_CHANGED = Symbol('ConnectionChanged');

export function changedEvent(definition: ConnectionChanged, connection: Connection, at: Date): DomainEvent {
  return definition.create(
    {
      accountId: connection.accountId,
      merchantId: connection.merchantId,
      connectionId: connection.id,
      connector: connection.connector,
      name: connection.name,
      state: connection.state,
      problem: connection.problem,
      revision: connection.revision,
    },
    at,
  );
}
