import { deepStrictEqual } from 'node:assert/strict';
import { effectHandler } from '../suite/effect-handler';
import { counted, ItemCounted, ItemMoved, moved, MoveRequested, moveRequested } from '../suite/suite-events';
import type { TransportCase } from '../suite/transport-case';

const routing: TransportCase = {
  name: 'brings a fact to every queue that is bound to it, work to its owner, and nothing to anybody else',
  async run(bench) {
    const perConnector = { lane: 'push', perConnector: true };
    const shop = await bench.service('shop', {
      handlers: [effectHandler([MoveRequested], perConnector)],
      connectors: ['red', 'blue'],
    });
    const store = await bench.service('store', {
      handlers: [
        effectHandler([ItemCounted], { lane: 'counts' }),
        effectHandler([ItemMoved], { lane: 'moves' }),
      ],
    });
    const audit = await bench.service('audit', {
      handlers: [effectHandler([ItemCounted, ItemMoved], { lane: 'all' })],
    });
    const teller = await bench.service('teller');
    bench.open();
    await teller.tell(
      counted('a'),
      moved('b', 1, 'red'),
      moveRequested('c', 1, 'red'),
      moveRequested('d', 1, 'blue'),
    );

    const effect = (queue: string, { id, type, key }: { id: string; type: string; key: string }) => ({
      queue,
      id,
      type,
      key,
      revision: 1,
    });
    await bench.eventually(async () => {
      deepStrictEqual(
        {
          shop: sorted(await shop.effects()),
          store: sorted(await store.effects()),
          audit: sorted(await audit.effects()),
          waiting: await teller.waiting(),
        },
        {
          shop: [
            effect('shop.red.push', moveRequested('c', 1, 'red')),
            effect('shop.blue.push', moveRequested('d', 1, 'blue')),
          ],
          store: [effect('store.counts', counted('a')), effect('store.moves', moved('b', 1, 'red'))],
          audit: [effect('audit.all', counted('a')), effect('audit.all', moved('b', 1, 'red'))],
          waiting: [],
        },
      );
    });
  },
};

const rolledBack: TransportCase = {
  name: 'tells nothing of a transaction that was rolled back',
  async run(bench) {
    const store = await bench.service('store', {
      handlers: [effectHandler([ItemCounted], { lane: 'counts' })],
    });
    const teller = await bench.service('teller');
    bench.open();
    await teller.dataSource
      .transaction(async (tx) => {
        await teller.outbox.add(tx, [counted('undone')]);
        throw new Error('undo');
      })
      .catch(() => undefined);
    await teller.tell(counted('done'));
    const keys = async () => (await store.effects()).map(({ key }) => key);
    await bench.eventually(async () => deepStrictEqual((await keys()).includes('done'), true));
    await bench.quiet();
    deepStrictEqual(await keys(), ['done']);
  },
};

const refusesAutocommit: TransportCase = {
  name: 'refuses to tell an event outside a transaction',
  async run(bench) {
    const teller = await bench.service('teller');
    const refusal = await teller.outbox.add(teller.dataSource.manager, [counted('a')]).then(
      () => 'accepted',
      (error: Error) => error.message,
    );
    deepStrictEqual(refusal.includes('running transaction'), true);
    deepStrictEqual(await teller.waiting(), []);
  },
};

const lateCommit: TransportCase = {
  name: 'publishes an event whose transaction commits after younger ones were published',
  async run(bench) {
    const store = await bench.service('store', {
      handlers: [effectHandler([ItemCounted], { lane: 'counts' })],
    });
    const teller = await bench.service('teller');
    bench.open();
    await teller.dataSource.transaction(async (tx) => {
      await teller.outbox.add(tx, [counted('late')]);
      await teller.tell(counted('early'));
      await bench.eventually(async () =>
        deepStrictEqual(
          (await store.effects()).map(({ key }) => key),
          ['early'],
        ),
      );
    });
    await bench.eventually(async () =>
      deepStrictEqual(
        (await store.effects()).map(({ key }) => key),
        ['early', 'late'],
      ),
    );
  },
};

const returned: TransportCase = {
  name: 'keeps an event that nobody is bound to, and delivers it when somebody is',
  async run(bench) {
    const teller = await bench.service('teller');
    bench.open();
    await teller.tell(counted('a'));
    await bench.eventually(async () => {
      const [row] = await teller.waiting();
      deepStrictEqual(
        { id: row?.id, refused: (row?.refusals ?? 0) >= 2, lastError: row?.lastError },
        { id: counted('a').id, refused: true, lastError: 'No queue is bound to item.counted.v1.none' },
      );
    });
    const store = await bench.service('store', {
      handlers: [effectHandler([ItemCounted], { lane: 'counts' })],
    });
    await bench.eventually(async () =>
      deepStrictEqual(
        (await store.effects()).map(({ id }) => id),
        [counted('a').id],
      ),
    );
  },
};

function sorted<T extends { queue: string; key: string }>(effects: T[]): T[] {
  return effects.sort((one, other) => one.key.localeCompare(other.key));
}

export const deliveryCases: readonly TransportCase[] = [
  routing,
  rolledBack,
  refusesAutocommit,
  lateCommit,
  returned,
];
