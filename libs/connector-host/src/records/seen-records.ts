import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { fingerprint } from './fingerprint';

/** A stream of records that are remembered, so that only new and changed ones are told. */
export interface RecordStream {
  readonly connectionId: string;
  readonly stream: string;
}

export interface SeenRecord {
  readonly externalId: string;
  /** Whatever makes the record new when it changes. */
  readonly content: unknown;
  /** May still change without moving the cursor's stamps, so it is read again now and then. */
  readonly open: boolean;
  /** UTC day by which the record is counted, `YYYY-MM-DD`; null when it is not. */
  readonly day: string | null;
}

/** Remembers what was read from a vendor. */
@Injectable()
export class SeenRecords {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * Remembers records in one statement and returns the revision of those that are new (1) or changed (2 and up).
   * The counts per day follow.
   */
  async remember(
    tx: EntityManager,
    { connectionId, stream }: RecordStream,
    records: readonly SeenRecord[],
  ): Promise<Map<string, number>> {
    if (records.length === 0) return new Map();
    const changed: { external_id: string; revision: number }[] = await tx.query(
      `WITH incoming AS (
         SELECT * FROM unnest($3::text[], $4::bytea[], $5::boolean[], $6::date[])
           AS t (external_id, fingerprint, open, day)
       ), before AS (
         SELECT s.external_id, s.day FROM seen_records s JOIN incoming USING (external_id)
         WHERE s.connection_id = $1 AND s.stream = $2
       ), changed AS (
         INSERT INTO seen_records AS s (connection_id, stream, external_id, fingerprint, open, day)
         SELECT $1, $2, external_id, fingerprint, open, day FROM incoming
         ON CONFLICT (connection_id, stream, external_id) DO UPDATE SET
           fingerprint = excluded.fingerprint, open = excluded.open, day = excluded.day,
           revision = s.revision + 1, checked_at = now()
         WHERE s.fingerprint <> excluded.fingerprint
         RETURNING external_id, revision, day
       ), moves AS (
         SELECT c.day, 1 AS records FROM changed c LEFT JOIN before b USING (external_id)
         WHERE b.day IS DISTINCT FROM c.day
         UNION ALL
         SELECT b.day, -1 FROM changed c JOIN before b USING (external_id) WHERE b.day IS DISTINCT FROM c.day
       ), counted AS (
         INSERT INTO record_days AS d (connection_id, stream, day, records)
         SELECT $1, $2, day, sum(records) FROM moves WHERE day IS NOT NULL GROUP BY day
         ON CONFLICT (connection_id, stream, day) DO UPDATE SET
           records = d.records + excluded.records, revision = d.revision + 1
       )
       SELECT external_id, revision FROM changed`,
      [
        connectionId,
        stream,
        records.map(({ externalId }) => externalId),
        records.map(({ content }) => fingerprint(content)),
        records.map(({ open }) => open),
        records.map(({ day }) => day),
      ],
    );
    return new Map(changed.map((row) => [row.external_id, row.revision]));
  }

  /** Open records that nobody has looked at for some time, the longest first. */
  async leastRecentlyChecked(
    { connectionId, stream }: RecordStream,
    afterMs: number,
    limit: number,
  ): Promise<string[]> {
    const rows: { external_id: string }[] = await this.dataSource.query(
      `SELECT external_id FROM seen_records
       WHERE connection_id = $1 AND stream = $2 AND open AND checked_at < now() - $3 * interval '1 ms'
       ORDER BY checked_at LIMIT $4`,
      [connectionId, stream, afterMs, limit],
    );
    return rows.map((row) => row.external_id);
  }

  async markChecked(
    tx: EntityManager,
    { connectionId, stream }: RecordStream,
    externalIds: readonly string[],
  ): Promise<void> {
    await tx.query(
      `UPDATE seen_records SET checked_at = now()
       WHERE connection_id = $1 AND stream = $2 AND external_id = ANY ($3)`,
      [connectionId, stream, externalIds],
    );
  }

  /** Counts of days that changed since they were last told; they count as told from now on. */
  async takeUntoldDays(
    tx: EntityManager,
    { connectionId, stream }: RecordStream,
  ): Promise<{ day: string; records: number; revision: number }[]> {
    const [rows]: [{ day: string; records: number; revision: number }[], number] = await tx.query(
      `UPDATE record_days SET told_revision = revision
       WHERE connection_id = $1 AND stream = $2 AND told_revision < revision
       RETURNING day::text, records, revision`,
      [connectionId, stream],
    );
    return rows;
  }
}
