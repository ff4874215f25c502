import { Inject, Injectable } from '@nestjs/common';
import type { Problem } from '@crossdock/domain';
import { DataSource, type EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { HOST_OPTIONS, type HostOptions } from '../host-options';
import type { Lease } from '../streams/lease';
import type { ClaimedIntent, Decision, IntentState, NewIntent } from './intent';
import { versionKey } from './only-newest';

const OPEN = `('pending', 'in_flight', 'unknown')`;
const UNCERTAIN = `('in_flight', 'unknown')`;

/** Nothing older of its group is open among the kinds of the stream. */
const firstOfGroup = (kinds: string) => `NOT EXISTS (
  SELECT 1 FROM intents earlier
  WHERE earlier.connection_id = i.connection_id AND earlier.group_key = i.group_key AND earlier.seq < i.seq
    AND earlier.kind = ANY (${kinds}) AND earlier.state IN ${OPEN})`;

/** An intent and where it stands, as far as its requester must know. */
export interface IntentNews {
  readonly id: string;
  readonly kind: string;
  readonly payload: unknown;
  readonly tries: number;
  readonly nextAttemptAt: Date;
  readonly problem: Problem | null;
}

interface IntentRow {
  id: string;
  kind: string;
  key: string;
  payload: unknown;
  tries: number;
  settled: boolean;
  next_attempt_at: Date;
  problem: Problem | null;
}

export interface ClaimOptions {
  readonly kind: string;
  /** All kinds of the stream. */
  readonly kinds: readonly string[];
  readonly limit: number;
}

/** Rows of the intent journal. */
@Injectable()
export class IntentStore {
  constructor(
    private readonly dataSource: DataSource,
    @Inject(HOST_OPTIONS)
    private readonly options: Pick<HostOptions, 'pushDeadlineMs' | 'lookupDelayMs' | 'absentGraceMs'>,
  ) {}

  /** Writes intents in the order given; those that are there already stay as they are. */
  async insert(tx: EntityManager, intents: readonly NewIntent[], state: IntentState): Promise<void> {
    if (intents.length === 0) return;
    await tx.query(
      `INSERT INTO intents (id, connection_id, account_id, merchant_id, kind, key, attempt, group_key, payload, state)
       SELECT id, connection_id, account_id, merchant_id, kind, key, attempt, group_key, payload::jsonb, $10
       FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::text[], $6::text[], $7::int[], $8::text[],
         $9::text[]) WITH ORDINALITY
         AS t (id, connection_id, account_id, merchant_id, kind, key, attempt, group_key, payload, position)
       ORDER BY position
       ON CONFLICT (connection_id, kind, key, attempt) DO NOTHING`,
      [
        intents.map(() => uuidv7()),
        intents.map(({ connectionId }) => connectionId),
        intents.map(({ accountId }) => accountId),
        intents.map(({ merchantId }) => merchantId),
        intents.map(({ kind }) => kind),
        intents.map(({ key }) => key),
        intents.map(({ attempt }) => attempt),
        intents.map(({ groupKey }) => groupKey),
        intents.map(({ payload }) => JSON.stringify(payload)),
        state,
      ],
    );
  }

  /** Remembers versions; returns the `versionKey`s of those that are newer than any before. Keys must not repeat. */
  async raiseVersions(tx: EntityManager, intents: readonly NewIntent[]): Promise<Set<string>> {
    const rows: { connection_id: string; kind: string; key: string }[] = await tx.query(
      `INSERT INTO intent_versions AS v (connection_id, kind, key, version)
       SELECT * FROM unnest($1::uuid[], $2::text[], $3::text[], $4::int[]) AS t (connection_id, kind, key, version)
       ORDER BY 1, 2, 3
       ON CONFLICT (connection_id, kind, key) DO UPDATE SET version = excluded.version
       WHERE v.version < excluded.version
       RETURNING connection_id, kind, key`,
      [
        intents.map(({ connectionId }) => connectionId),
        intents.map(({ kind }) => kind),
        intents.map(({ key }) => key),
        intents.map(({ attempt }) => attempt),
      ],
    );
    return new Set(
      rows.map(({ connection_id, ...row }) => versionKey({ ...row, connectionId: connection_id })),
    );
  }

  /** Concludes waiting intents of which these are newer versions. */
  async supersede(tx: EntityManager, newer: readonly NewIntent[], problem: Problem): Promise<IntentNews[]> {
    const [rows]: [IntentRow[], number] = await tx.query(
      `UPDATE intents i
       SET state = 'superseded', tries = i.tries + 1, problem = $5, updated_at = now()
       FROM unnest($1::uuid[], $2::text[], $3::text[], $4::int[]) AS t (connection_id, kind, key, version)
       WHERE i.connection_id = t.connection_id AND i.kind = t.kind AND i.key = t.key AND i.attempt < t.version
         AND i.state = 'pending'
       RETURNING i.id, i.kind, i.payload, i.tries, i.next_attempt_at, i.problem`,
      [
        newer.map(({ connectionId }) => connectionId),
        newer.map(({ kind }) => kind),
        newer.map(({ key }) => key),
        newer.map(({ attempt }) => attempt),
        problem,
      ],
    );
    return rows.map(toNews);
  }

  /** Claims due intents to be looked up, and plans the next look-up for the case that this one never ends. */
  async claimUncertain(tx: EntityManager, lease: Lease, options: ClaimOptions): Promise<ClaimedIntent[]> {
    return this.claim(tx, lease, options, UNCERTAIN, `state = 'unknown'`);
  }

  /**
   * Claims due intents to be sent. After the commit they count as sent, whatever happens.
   * @param repeatable uncertain ones may be sent again as well
   */
  async claimToSend(
    tx: EntityManager,
    lease: Lease,
    options: ClaimOptions & { repeatable: boolean },
  ): Promise<ClaimedIntent[]> {
    const marks = `state = 'in_flight', ended_at = now() + $6 * interval '1 ms'`;
    return this.claim(tx, lease, options, options.repeatable ? OPEN : `('pending')`, marks);
  }

  /** Saves decisions about intents claimed under this lease; those that were concluded meanwhile are left out. */
  async settle(tx: EntityManager, lease: Lease, decisions: readonly Decision[]): Promise<IntentNews[]> {
    const [rows]: [IntentRow[], number] = await tx.query(
      `UPDATE intents i
       SET state = t.state, problem = t.problem::jsonb, receipt = t.receipt::jsonb, lease_token = NULL,
           -- A call that ended sends nothing more; a look-up does not move the end of the call before it.
           ended_at = CASE WHEN i.state = 'in_flight' THEN now() ELSE i.ended_at END,
           next_attempt_at = CASE WHEN t.wait IS NULL THEN i.ended_at + $7 * interval '1 ms'
                                  ELSE now() + t.wait * interval '1 ms' END,
           updated_at = now()
       FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::float8[])
         AS t (id, state, problem, receipt, wait)
       WHERE i.id = t.id AND i.lease_token = $6 AND i.state IN ${UNCERTAIN}
       RETURNING i.id, i.kind, i.payload, i.tries, i.next_attempt_at, i.problem`,
      [
        decisions.map(({ id }) => id),
        decisions.map(({ state }) => state),
        decisions.map(({ problem }) => problem && JSON.stringify(problem)),
        decisions.map(({ receipt }) => (receipt === null ? null : JSON.stringify(receipt))),
        decisions.map(({ waitMs }) => (waitMs === 'grace' ? null : waitMs)),
        lease.token,
        this.options.absentGraceMs,
      ],
    );
    return rows.map(toNews);
  }

  /** Waiting intents of a connection of which nothing was told yet, each told once by this. */
  async takeUntold(tx: EntityManager, connectionId: string, problem: Problem): Promise<IntentNews[]> {
    const [rows]: [IntentRow[], number] = await tx.query(
      `UPDATE intents SET tries = 1, problem = $2, updated_at = now()
       WHERE connection_id = $1 AND state = 'pending' AND tries = 0
       RETURNING id, kind, payload, tries, next_attempt_at, problem`,
      [connectionId, problem],
    );
    return rows.map(toNews);
  }

  /** Concludes every open intent of a connection as refused. @param uncertain problem of those that may be written */
  async refuseAll(
    tx: EntityManager,
    connectionId: string,
    problem: Problem,
    uncertain: Problem,
  ): Promise<IntentNews[]> {
    const [rows]: [IntentRow[], number] = await tx.query(
      `UPDATE intents SET state = 'refused', tries = tries + 1, updated_at = now(),
         problem = CASE WHEN state = 'pending' THEN $2::jsonb ELSE $3::jsonb END
       WHERE connection_id = $1 AND state IN ${OPEN}
       RETURNING id, kind, payload, tries, next_attempt_at, problem`,
      [connectionId, problem, uncertain],
    );
    return rows.map(toNews);
  }

  /** When the first intent that is not behind another one is due. */
  async nextDue(tx: EntityManager, lease: Lease, kinds: readonly string[]): Promise<Date | null> {
    const rows: { due: Date | null }[] = await tx.query(
      `SELECT min(i.next_attempt_at) AS due FROM intents i
       WHERE i.connection_id = $1 AND i.kind = ANY ($2) AND i.state IN ${OPEN}
         AND ${firstOfGroup('$2')}`,
      [lease.connectionId, kinds],
    );
    return rows[0]?.due ?? null;
  }

  async purge(olderThanDays: number): Promise<void> {
    await this.dataSource.query(
      `DELETE FROM intents
       WHERE state IN ('done', 'refused', 'superseded') AND updated_at < now() - make_interval(days => $1)`,
      [olderThanDays],
    );
  }

  private async claim(
    tx: EntityManager,
    lease: Lease,
    { kind, kinds, limit }: ClaimOptions,
    states: string,
    marks: string,
  ): Promise<ClaimedIntent[]> {
    const rows: IntentRow[] = await tx.query(
      `WITH due AS (
         SELECT i.id FROM intents i
         WHERE i.connection_id = $1 AND i.kind = $2 AND i.state IN ${states} AND i.next_attempt_at <= now()
           AND ${firstOfGroup('$3')}
         ORDER BY i.next_attempt_at, i.seq LIMIT $4
       ), claimed AS (
         UPDATE intents i
         SET ${marks}, tries = tries + 1, lease_token = $5, updated_at = now(),
             next_attempt_at = now() + ($6::float8 + $7) * interval '1 ms'
         FROM due WHERE i.id = due.id
         RETURNING i.id, i.seq, i.kind, i.key, i.payload, i.tries,
           coalesce(i.ended_at + $8 * interval '1 ms' <= now(), true) AS settled
       )
       SELECT * FROM claimed ORDER BY seq`,
      [
        lease.connectionId,
        kind,
        kinds,
        limit,
        lease.token,
        this.options.pushDeadlineMs,
        this.options.lookupDelayMs,
        this.options.absentGraceMs,
      ],
    );
    return rows;
  }
}

function toNews(row: IntentRow): IntentNews {
  return {
    id: row.id,
    kind: row.kind,
    payload: row.payload,
    tries: row.tries,
    nextAttemptAt: row.next_attempt_at,
    problem: row.problem,
  };
}
