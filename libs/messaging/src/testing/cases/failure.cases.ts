import { deepStrictEqual } from 'node:assert/strict';
import type { DomainEvent } from '@crossdock/domain';
import { effectHandler } from '../suite/effect-handler';
import { counted, ItemCounted } from '../suite/suite-events';
import type { TransportCase } from '../suite/transport-case';

/** Long enough that a case which waits for it fails. */
const FAR_AWAY_MS = 600_000;

const delayedRetry: TransportCase = {
  name: 'hands a failed event over again after each wait of the ladder, under its own id, until it is handled',
  async run(bench) {
    const tries: { id: string; at: number }[] = [];
    const store = await bench.service('store', {
      handlers: [
        effectHandler([ItemCounted], { lane: 'counts' }, ([event]) => {
          tries.push({ id: event!.id, at: performance.now() });
          if (tries.length < 3) throw new Error('not yet');
        }),
      ],
      retryWaitsMs: [200, 400],
    });
    const teller = await bench.service('teller');
    bench.open();
    await teller.tell(counted('a'));
    const { id } = counted('a');
    await bench.eventually(async () =>
      deepStrictEqual(
        (await store.effects()).map((effect) => effect.id),
        [id],
      ),
    );
    const waits = tries.slice(1).map(({ at }, index) => at - tries[index]!.at);
    deepStrictEqual(
      {
        ids: tries.map((attempt) => attempt.id),
        first: waits[0]! >= 195,
        second: waits[1]! >= 395,
        dead: await store.deadLetters.count(),
      },
      { ids: [id, id, id], first: true, second: true, dead: 0 },
    );
    await bench.eventually(async () => deepStrictEqual(await teller.waiting(), []));
  },
};

const poison: TransportCase = {
  name: 'parks poison while its lane goes on, and a requeued dead letter is handled under the same id',
  async run(bench) {
    let cured = false;
    const store = await bench.service('store', {
      handlers: [
        effectHandler([ItemCounted], { lane: 'counts' }, (events) => {
          if (!cured && events.some(({ key }) => key === 'poison')) throw new Error('cannot digest');
        }),
      ],
      retryWaitsMs: [50, 100],
    });
    const other = await bench.service('other', {
      handlers: [effectHandler([ItemCounted], { lane: 'counts' })],
    });
    const teller = await bench.service('teller');
    bench.open();
    await teller.tell(counted('poison'), counted('before'));
    await bench.eventually(async () => deepStrictEqual(await store.deadLetters.count(), 1));
    await teller.tell(counted('after'));
    await bench.eventually(async () => deepStrictEqual(await keys(store), ['before', 'after']));

    const [letter] = await store.deadLetters.list();
    const { id, parkedAt, ...rest } = letter!;
    const event: DomainEvent = counted('poison');
    deepStrictEqual(
      { ...rest, isRecent: Date.now() - parkedAt.getTime() < 60_000 },
      {
        queue: 'store.counts',
        reason: 'exhausted',
        error: 'cannot digest',
        attempts: 3,
        event,
        raw: null,
        requeuedAt: null,
        isRecent: true,
      },
    );

    cured = true;
    deepStrictEqual(await store.deadLetters.requeue(id), 'requeued');
    await bench.eventually(async () => deepStrictEqual(await store.deadLetters.list(), []));
    await bench.quiet();
    deepStrictEqual(
      (await store.effects()).filter(({ key }) => key === 'poison').map((effect) => effect.id),
      [event.id],
    );
    await bench.eventually(async () =>
      deepStrictEqual((await keys(other)).sort(), ['after', 'before', 'poison']),
    );
  },
};

const parkedAgain: TransportCase = {
  name: 'keeps a dead letter that fails again after it was requeued',
  async run(bench) {
    let tries = 0;
    const store = await bench.service('store', {
      handlers: [
        effectHandler([ItemCounted], { lane: 'counts' }, () => {
          tries++;
          throw new Error(`failure ${tries}`);
        }),
      ],
      retryWaitsMs: [30],
    });
    const teller = await bench.service('teller');
    bench.open();
    await teller.tell(counted('a'));
    const letters = async () =>
      (await store.deadLetters.list()).map(({ id, error, requeuedAt }) => ({ id, error, requeuedAt }));
    await bench.eventually(async () =>
      deepStrictEqual(
        (await letters()).map(({ error }) => error),
        ['failure 2'],
      ),
    );
    const [{ id } = { id: '' }] = await letters();
    await store.deadLetters.requeue(id);
    await bench.eventually(async () =>
      deepStrictEqual(await letters(), [{ id, error: 'failure 4', requeuedAt: null }]),
    );
  },
};

const invalid: TransportCase = {
  name: 'parks an event that does not fit its schema at once',
  async run(bench) {
    const store = await bench.service('store', {
      handlers: [effectHandler([ItemCounted], { lane: 'counts' })],
      retryWaitsMs: [FAR_AWAY_MS],
    });
    const teller = await bench.service('teller');
    bench.open();
    const broken = { ...counted('a'), payload: { item: 'a', revision: 'first', connector: null } };
    await teller.tell(broken, counted('b'));
    await bench.eventually(async () => {
      const letters = await store.deadLetters.list();
      deepStrictEqual(
        letters.map(({ reason, error, event }) => ({
          reason,
          namesTheField: error.startsWith('revision: '),
          event,
        })),
        [{ reason: 'invalid', namesTheField: true, event: broken }],
      );
      deepStrictEqual(await keys(store), ['b']);
    });
  },
};

const oneBadOfMany: TransportCase = {
  name: 'a batch with one bad event commits the others at once, each effect once',
  async run(bench) {
    const store = await bench.service('store', {
      handlers: [
        effectHandler([ItemCounted], { lane: 'counts' }, (events) => {
          if (events.some(({ key }) => key === 'item-13')) throw new Error('bad luck');
        }),
      ],
      retryWaitsMs: [FAR_AWAY_MS],
    });
    const teller = await bench.service('teller');
    bench.open();
    const items = Array.from({ length: 30 }, (_, index) => `item-${index}`);
    await teller.tell(...items.map((item) => counted(item)));
    const good = items.filter((item) => item !== 'item-13');
    await bench.eventually(async () => deepStrictEqual(await keys(store), good));
  },
};

async function keys(service: { effects(): Promise<{ key: string }[]> }): Promise<string[]> {
  return (await service.effects()).map(({ key }) => key);
}

export const failureCases: readonly TransportCase[] = [
  delayedRetry,
  poison,
  parkedAgain,
  invalid,
  oneBadOfMany,
];
