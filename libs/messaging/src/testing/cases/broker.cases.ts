import { deepStrictEqual } from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { effectHandler } from '../suite/effect-handler';
import { counted, ItemCounted, moved } from '../suite/suite-events';
import type { TransportCase } from '../suite/transport-case';

const handlers = [effectHandler([ItemCounted], { lane: 'counts' })];

const cancelled: TransportCase = {
  name: 'a consumer that the broker cancelled comes back, and readiness says when it has',
  needsBroker: true,
  async run(bench) {
    const store = await bench.service('store', { handlers });
    const teller = await bench.service('teller');
    await bench.broker.deleteQueue('store.counts');
    await bench.eventually(async () => {
      await store.transport.ready();
      deepStrictEqual(await bench.broker.depth('store.counts'), 0);
    });
    await teller.tell(counted('a'));
    await bench.eventually(async () =>
      deepStrictEqual(
        (await store.effects()).map(({ key }) => key),
        ['a'],
      ),
    );
  },
};

const reconnect: TransportCase = {
  name: 'comes back after a lost connection, and is not ready in between',
  needsBroker: true,
  async run(bench) {
    const store = await bench.service('store', { handlers });
    const teller = await bench.service('teller');
    store.transport.die();
    await bench.eventually(async () => {
      const readiness = await store.transport.ready().then(
        () => 'ready',
        (error: Error) => error.message,
      );
      deepStrictEqual(readiness.startsWith('RabbitMQ cannot be'), true);
    });
    await bench.eventually(() => store.transport.ready());
    await teller.tell(counted('a'));
    await bench.eventually(async () =>
      deepStrictEqual(
        (await store.effects()).map(({ key }) => key),
        ['a'],
      ),
    );
  },
};

const unreadable: TransportCase = {
  name: 'parks a message that is no event, as it came',
  needsBroker: true,
  async run(bench) {
    const store = await bench.service('store', { handlers });
    await bench.broker.send('store.counts', '<html>502 Bad Gateway</html>');
    await bench.broker.send('store.counts', JSON.stringify(counted('a')));
    await bench.eventually(async () => {
      const letters = await store.deadLetters.list();
      deepStrictEqual(
        letters.map(({ reason, event, raw }) => ({ reason, event, raw })),
        [{ reason: 'unreadable', event: null, raw: '<html>502 Bad Gateway</html>' }],
      );
      deepStrictEqual(await store.deadLetters.requeue(letters[0]!.id), 'unreadable');
      deepStrictEqual(
        (await store.effects()).map(({ key }) => key),
        ['a'],
      );
    });
  },
};

const unknownType: TransportCase = {
  name: 'tries an event again whose type no handler of the queue knows yet, and parks it in the end',
  needsBroker: true,
  async run(bench) {
    const store = await bench.service('store', { handlers, retryWaitsMs: [50] });
    await bench.broker.send('store.counts', JSON.stringify(moved('a')));
    await bench.eventually(async () => {
      const letters = await store.deadLetters.list();
      deepStrictEqual(
        letters.map(({ reason, error, attempts }) => ({ reason, error, attempts })),
        [{ reason: 'exhausted', error: 'No handler of this queue knows the type ItemMoved', attempts: 2 }],
      );
    });
  },
};

const givenUp: TransportCase = {
  name: 'handles what the broker gave up on after too many deliveries',
  needsBroker: true,
  async run(bench) {
    const store = await bench.service('store', { handlers });
    await bench.broker.send(bench.broker.deadQueue('store.counts'), JSON.stringify(counted('a')));
    await bench.eventually(async () =>
      deepStrictEqual(
        (await store.effects()).map(({ key }) => key),
        ['a'],
      ),
    );
    deepStrictEqual(await store.deadLetters.list(), []);
  },
};

const replicas: TransportCase = {
  name: 'keeps the order of each key with two replicas of a consumer, one of which dies',
  needsBroker: true,
  async run(bench) {
    const slow = [effectHandler([ItemCounted], { lane: 'counts' }, () => sleep(20))];
    const one = await bench.service('store', { handlers: slow, replica: 'one' });
    const two = await bench.service('store', { handlers, replica: 'two' });
    const teller = await bench.service('teller', { relay: { batchSize: 20 } });
    const revisions = Array.from({ length: 100 }, (_, index) => index + 1);
    await teller.tell(...revisions.map((revision) => counted('a', revision)));
    await bench.eventually(async () => deepStrictEqual((await one.effects()).length >= 20, true));
    one.transport.die();
    await bench.eventually(async () =>
      deepStrictEqual(
        (await two.effects()).map(({ revision }) => revision),
        revisions,
      ),
    );
  },
};

export const brokerCases: readonly TransportCase[] = [
  cancelled,
  reconnect,
  unreadable,
  unknownType,
  givenUp,
  replicas,
];
