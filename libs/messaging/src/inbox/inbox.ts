import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';

/** Remembers which events a queue has handled, in the transaction that handles them. */
@Injectable()
export class Inbox {
  /** A cart lists old orders again on any edit, so ids are kept for longer than a year. */
  static readonly RETENTION_MONTHS = 13;

  constructor(private readonly dataSource: DataSource) {}

  /**
   * Writes the inbox rows of a batch and says which events are new to this consumer. Waits while another transaction
   * is handling one of them.
   */
  async claim(tx: EntityManager, consumer: string, eventIds: readonly string[]): Promise<Set<string>> {
    const rows: { event_id: string }[] = await tx.query(
      `INSERT INTO inbox (consumer, event_id)
       SELECT $1, id FROM unnest($2::uuid[]) AS id ORDER BY id
       ON CONFLICT DO NOTHING RETURNING event_id`,
      [consumer, eventIds],
    );
    return new Set(rows.map((row) => row.event_id));
  }

  /** Forgets events handled longer ago than the retention; returns how many. `MessagingHousekeeping` calls it daily. */
  async purge(retentionMonths = Inbox.RETENTION_MONTHS): Promise<number> {
    const [, count]: [unknown, number] = await this.dataSource.query(
      `DELETE FROM inbox WHERE handled_at < now() - make_interval(months => $1)`,
      [retentionMonths],
    );
    return count;
  }
}
