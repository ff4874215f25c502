import { Inject, Injectable } from '@nestjs/common';
import type { Problem } from '@crossdock/domain';
import { Outbox } from '@crossdock/messaging';
import { Clock } from '@crossdock/platform';
import type { EntityManager } from 'typeorm';
import { IntentJournal } from '../intents/intent-journal';
import { SyncRuns } from '../runs/sync-runs';
import type { StoredConnection } from './connection';
import { CONNECTION_CHANGED, changedEvent, type ConnectionChanged } from './connection-events';
import { ConnectionStore } from './connection.store';
import { problemOfState } from './state-problem';

/** Saves a changed connection and tells everybody what follows from it. */
@Injectable()
export class ConnectionStates {
  constructor(
    private readonly store: ConnectionStore,
    private readonly runs: SyncRuns,
    private readonly intents: IntentJournal,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
    @Inject(CONNECTION_CHANGED) private readonly definition: ConnectionChanged,
  ) {}

  /**
   * Saves what changed under the next revision. When the connection cannot be used any more, its runs end, and whoever
   * waits for one of its writes is told that it waits.
   * @param connection a row locked in this transaction, with the changes applied
   */
  async save(tx: EntityManager, connection: StoredConnection): Promise<StoredConnection> {
    const next = { ...connection, revision: connection.revision + 1, updatedAt: this.clock.now() };
    await this.store.save(tx, next);
    await this.outbox.add(tx, [changedEvent(this.definition, next, this.clock.now())]);
    const problem = problemOfState(next);
    if (problem !== null) {
      await this.runs.endAll(tx, next.id, problem);
      if (next.state === 'deleted') await this.intents.abandon(tx, next.id, problem);
      else await this.intents.defer(tx, next.id, problem);
    }
    return next;
  }

  /**
   * The vendor refused the credentials: no more calls until somebody enters new ones. Does nothing when the connection
   * changed since the call, for then the refusal was about what it had before.
   */
  async refused(
    tx: EntityManager,
    connection: StoredConnection,
    revisionOfCall: number,
    problem: Problem,
  ): Promise<void> {
    if (connection.revision !== revisionOfCall || connection.state !== 'active') return;
    await this.save(tx, { ...connection, state: 'needs_reauth', problem });
  }
}
