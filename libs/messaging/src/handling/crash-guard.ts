import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';

/**
 * Finds the one message that kills the process. Its neighbours come back unhandled as often as it does, so deliveries
 * alone do not tell who did it: a suspect is counted here, durably and alone, before it is handled.
 */
@Injectable()
export class CrashGuard {
  /** Deliveries without a verdict after which a message is handled alone. */
  static readonly SUSPECT_AFTER = 3;
  /** Tries of a suspect before it is parked. */
  static readonly MAX_TRIES = 3;

  constructor(private readonly dataSource: DataSource) {}

  /** Counts a try that is about to begin. Returns false when there were enough. */
  async mayTry(consumer: string, eventId: string): Promise<boolean> {
    const rows: { tries: number }[] = await this.dataSource.query(
      `INSERT INTO crash_guard (consumer, event_id, tries) VALUES ($1, $2, 1)
       ON CONFLICT (consumer, event_id) DO UPDATE SET tries = crash_guard.tries + 1 RETURNING tries`,
      [consumer, eventId],
    );
    return rows[0]!.tries <= CrashGuard.MAX_TRIES;
  }

  async clear(db: EntityManager, consumer: string, eventId: string): Promise<void> {
    await db.query('DELETE FROM crash_guard WHERE consumer = $1 AND event_id = $2', [consumer, eventId]);
  }
}
