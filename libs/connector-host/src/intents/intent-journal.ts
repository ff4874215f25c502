import { Injectable } from '@nestjs/common';
import type { Problem } from '@crossdock/domain';
import { Outbox } from '@crossdock/messaging';
import { Clock } from '@crossdock/platform';
import type { EntityManager } from 'typeorm';
import { ConnectionStore } from '../connections/connection.store';
import type { StoredConnection } from '../connections/connection';
import { noConnection, problemOfState } from '../connections/state-problem';
import { StreamStateStore } from '../streams/stream-state.store';
import { Doorbell } from '../worker/doorbell';
import type { Decision, NewIntent, Verdict } from './intent';
import { IntentKinds } from './intent-kinds';
import { IntentStore, type IntentNews } from './intent.store';
import { onlyNewest, versionKey } from './only-newest';

/** Writes down what is to be written at vendors, and tells what became of it. */
@Injectable()
export class IntentJournal {
  constructor(
    private readonly store: IntentStore,
    private readonly streams: StreamStateStore,
    private readonly connections: ConnectionStore,
    private readonly kinds: IntentKinds,
    private readonly doorbell: Doorbell,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /**
   * Takes requests in, in the order given. Those that nobody can work now are answered at once: the connection does
   * not exist, or waits for a person.
   */
  async accept(tx: EntityManager, requests: readonly NewIntent[]): Promise<void> {
    const connections = await this.connections.share(tx, [
      ...new Set(requests.map(({ connectionId }) => connectionId)),
    ]);
    const own = (request: NewIntent) =>
      connections.get(request.connectionId)?.accountId === request.accountId;
    const intents = requests.filter(own);
    await this.tellRefused(
      tx,
      requests.filter((request) => !own(request)),
      noConnection(),
    );
    await this.streams.makeDue(
      tx,
      intents.map((intent) => ({ ...intent, stream: this.kinds.get(intent.kind).stream })),
    );
    await this.insert(tx, intents);
    for (const connection of connections.values()) await this.deferUnlessActive(tx, connection);
    this.doorbell.ring();
  }

  /** Tells everybody who waits for a first word about a write that it will take longer, and why. */
  async defer(tx: EntityManager, connectionId: string, problem: Problem): Promise<void> {
    const news = await this.store.takeUntold(tx, connectionId, problem);
    await this.tell(
      tx,
      news.map((one) => failure(one, { final: false, nextAttemptAt: null })),
    );
  }

  /** Concludes everything that is open: the connection is deleted. */
  async abandon(tx: EntityManager, connectionId: string, problem: Problem): Promise<void> {
    const news = await this.store.refuseAll(tx, connectionId, problem, perhapsWritten());
    await this.tell(
      tx,
      news.map((one) => failure(one, { final: true, nextAttemptAt: null })),
    );
  }

  /** Tells what was decided about intents. @param news what the store saved of these decisions */
  async conclude(
    tx: EntityManager,
    decisions: readonly Decision[],
    news: readonly IntentNews[],
  ): Promise<void> {
    const byId = new Map(decisions.map((decision) => [decision.id, decision]));
    await this.tell(
      tx,
      news.flatMap((one) => {
        const decision = byId.get(one.id);
        return decision?.tell === true ? [verdictOf(one, decision)] : [];
      }),
    );
  }

  private async insert(tx: EntityManager, intents: readonly NewIntent[]): Promise<void> {
    const versioned = intents.filter(({ kind }) => this.kinds.get(kind).latestWins);
    if (versioned.length === 0) return this.store.insert(tx, intents, 'pending');
    const { newest, older } = onlyNewest(versioned);
    const raised = await this.store.raiseVersions(tx, newest);
    const late = [...older, ...newest.filter((intent) => !raised.has(versionKey(intent)))];
    const dropped = new Set(late);
    const superseded = await this.store.supersede(
      tx,
      newest.filter((intent) => !dropped.has(intent)),
      newerValue(),
    );
    await this.store.insert(tx, late, 'superseded');
    await this.store.insert(
      tx,
      intents.filter((intent) => !dropped.has(intent)),
      'pending',
    );
    await this.tell(tx, [
      ...superseded.map((one) => failure(one, { final: false, nextAttemptAt: null })),
      ...late.map((intent) => failure(newsOf(intent, newerValue()), { final: false, nextAttemptAt: null })),
    ]);
  }

  private async deferUnlessActive(tx: EntityManager, connection: StoredConnection): Promise<void> {
    const problem = problemOfState(connection);
    if (problem !== null) await this.defer(tx, connection.id, problem);
  }

  private async tellRefused(
    tx: EntityManager,
    requests: readonly NewIntent[],
    problem: Problem,
  ): Promise<void> {
    await this.tell(
      tx,
      requests.map((request) => failure(newsOf(request, problem), { final: true, nextAttemptAt: null })),
    );
  }

  private async tell(tx: EntityManager, verdicts: readonly (Verdict & { kind: string })[]): Promise<void> {
    const now = this.clock.now();
    for (const kind of new Set(verdicts.map((verdict) => verdict.kind))) {
      const ofKind = verdicts.filter((verdict) => verdict.kind === kind);
      await this.outbox.add(tx, this.kinds.get(kind).events(ofKind, now));
    }
  }
}

function verdictOf(news: IntentNews, decision: Decision): Verdict & { kind: string } {
  if (decision.state === 'done') {
    const { kind, payload, tries } = news;
    return {
      kind,
      payload,
      tries,
      outcome: 'done',
      receipt: decision.receipt,
      alreadyThere: decision.alreadyThere,
    };
  }
  const final = decision.state === 'refused';
  const waitsForPerson = final || decision.problem?.kind === 'auth';
  return failure(news, { final, nextAttemptAt: waitsForPerson ? null : news.nextAttemptAt });
}

function failure(
  { kind, payload, tries, problem }: IntentNews,
  rest: { final: boolean; nextAttemptAt: Date | null },
): Verdict & { kind: string } {
  if (problem === null) throw new Error('A failure was told without its problem.');
  return { kind, payload, tries, outcome: 'failed', problem, ...rest };
}

/** News of a request that has no open row. */
function newsOf({ kind, payload }: NewIntent, problem: Problem): IntentNews {
  return { id: '', kind, payload, tries: 1, nextAttemptAt: new Date(0), problem };
}

function newerValue(): Problem {
  return {
    kind: 'transient',
    code: 'superseded',
    message: 'A newer value takes the place of this one, which is not written any more.',
  };
}

function perhapsWritten(): Problem {
  return {
    kind: 'misconfigured',
    code: 'connection-deleted-outcome-unknown',
    message: 'The connection was deleted while nobody knew yet whether this was written.',
    fix: 'Look into the store or warehouse whether it is there.',
  };
}
