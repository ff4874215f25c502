import { Inject, Injectable } from '@nestjs/common';
import { ProblemError, type FindResult, type PushItem, type PushResult } from '@crossdock/connector-sdk';
import { ConnectorCaller } from '../calls/connector-caller';
import type { StoredConnection } from '../connections/connection';
import { HOST_OPTIONS, type HostOptions } from '../host-options';
import { CallScope } from '../http/call-scope';
import { decideFind, decidePush } from './decide';
import type { ClaimedIntent, Decision } from './intent';
import type { IntentKind } from './intent-kind';

type Items = ReadonlyMap<string, PushItem>;
type Failed = { key: string; status: 'failed'; problem: ProblemError['problem'] };

/** Makes the calls for a batch of claimed intents and decides about each of them. */
@Injectable()
export class PushCalls {
  constructor(
    private readonly caller: ConnectorCaller,
    @Inject(HOST_OPTIONS) private readonly options: HostOptions,
  ) {}

  async send(
    connection: StoredConnection,
    kind: IntentKind,
    intents: readonly ClaimedIntent[],
    scope: CallScope,
  ): Promise<Decision[]> {
    const stream = kind.pushStream(connection.connector);
    const { items, unusable } = itemsOf(kind, intents);
    const results = await this.push(connection, stream, [...items.values()], scope);
    await this.heed(connection, results);
    const byKey = new Map([...results, ...unusable].map((result) => [result.key, result]));
    return intents.map((intent) =>
      decidePush(intent, byKey.get(intent.key), stream.repeatSafety, this.options),
    );
  }

  async lookUp(
    connection: StoredConnection,
    kind: IntentKind,
    intents: readonly ClaimedIntent[],
    scope: CallScope,
  ): Promise<Decision[]> {
    const stream = kind.pushStream(connection.connector);
    if (stream.repeatSafety === 'natural') throw new Error(`There is no look-up for "${kind.kind}".`);
    const { items, unusable } = itemsOf(kind, intents);
    const results: FindResult<unknown>[] = unusable.map((result) => ({ ...result, status: 'unknown' }));
    try {
      const found = await this.caller.call(connection, scope, (ctx) => stream.find(ctx, [...items.values()]));
      results.push(...found);
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      const { problem } = error;
      results.push(...[...items.keys()].map((key) => ({ key, status: 'unknown' as const, problem })));
    }
    const byKey = new Map(results.map((result) => [result.key, result]));
    return intents.map((intent) => decideFind(intent, byKey.get(intent.key), this.options));
  }

  private async push(
    connection: StoredConnection,
    stream: ReturnType<IntentKind['pushStream']>,
    items: readonly PushItem[],
    scope: CallScope,
  ): Promise<PushResult<unknown>[]> {
    if (items.length === 0) return [];
    try {
      return await this.caller.call(connection, scope, (ctx) => stream.push(ctx, items));
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      // With several writes gone out, "no effect" can only be true of the last one.
      const perhapsDone = error.effect === 'unknown' || (items.length > 1 && scope.writesSent > 1);
      const status = perhapsDone ? 'unknown' : 'failed';
      return items.map(({ key }) => ({ key, status, problem: error.problem }));
    }
  }

  /** Connectors report a "slow down" for single items as results; for a whole call the caller has seen to it. */
  private async heed(connection: StoredConnection, results: readonly PushResult<unknown>[]): Promise<void> {
    const waits = results.map((result) =>
      'problem' in result && result.problem.kind === 'rate-limited'
        ? (result.problem.retryAfterSeconds ?? 0)
        : 0,
    );
    const longest = Math.max(0, ...waits);
    if (longest > 0) await this.caller.pause(connection, longest);
  }
}

/** Items by key, and answers for those that cannot be made. */
function itemsOf(kind: IntentKind, intents: readonly ClaimedIntent[]): { items: Items; unusable: Failed[] } {
  const items = new Map<string, PushItem>();
  const unusable: Failed[] = [];
  for (const { key, payload } of intents) {
    try {
      items.set(key, kind.item(payload));
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      unusable.push({ key, status: 'failed', problem: error.problem });
    }
  }
  return { items, unusable };
}
