import type { ConnectionState, Problem } from '@crossdock/domain';

/** Why a merchant's orders cannot be sent now; null when they can. */
export function warehouseProblem(
  connection: { name: string; state: ConnectionState } | null,
): Problem | null {
  if (connection === null) {
    return {
      kind: 'misconfigured',
      code: 'wms-connection-missing',
      message: 'The merchant has no warehouse connection, so its orders cannot be sent.',
      fix: 'Add a WMS connection to the merchant; the orders then go out by themselves.',
    };
  }
  switch (connection.state) {
    case 'active':
      return null;
    case 'needs_reauth':
      return {
        kind: 'auth',
        code: 'wms-connection-needs-reauth',
        message: `The warehouse refuses the credentials of "${connection.name}". The orders wait.`,
        fix: 'Enter valid credentials for the WMS connection; the orders then go out by themselves.',
      };
    case 'paused':
    case 'deleted':
      return {
        kind: 'misconfigured',
        code: `wms-connection-${connection.state}`,
        message: `The WMS connection "${connection.name}" is ${connection.state}. The orders wait.`,
        fix: 'Resume the WMS connection, or add another; the orders then go out by themselves.',
      };
  }
}
