import type { MigrationClass } from '@crossdock/platform';
import { Connections1750000100000 } from './connections.migration';
import { Intents1750000400000 } from './intents.migration';
import { Streams1750000300000 } from './streams.migration';
import { TrafficBudgets1750000200000 } from './traffic-budgets.migration';

/** Tables that the host needs in the schema of each gateway. */
export const connectorHostMigrations: readonly MigrationClass[] = [
  Connections1750000100000,
  TrafficBudgets1750000200000,
  Streams1750000300000,
  Intents1750000400000,
];
