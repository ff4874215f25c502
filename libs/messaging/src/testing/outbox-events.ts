import type { DataSource } from 'typeorm';
import type { DomainEvent } from '@crossdock/domain';

/** What waits in a service's outbox, oldest first: for tests of services that run without a relay. */
export async function outboxEvents(dataSource: DataSource): Promise<DomainEvent[]> {
  const rows: { event: DomainEvent }[] = await dataSource.query('SELECT event FROM outbox ORDER BY seq');
  return rows.map(({ event }) => event);
}
