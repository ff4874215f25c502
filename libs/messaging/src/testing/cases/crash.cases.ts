import { deepStrictEqual } from 'node:assert/strict';
import type { Bench } from '../suite/bench';
import { effectHandler } from '../suite/effect-handler';
import type { SuiteService } from '../suite/suite-service';
import { counted, ItemCounted } from '../suite/suite-events';
import type { TransportCase } from '../suite/transport-case';

const ITEMS = Array.from({ length: 20 }, (_, index) => `item-${index}`);

const duringPublish: TransportCase = {
  name: 'loses nothing and doubles nothing when the connection breaks again and again during publishing',
  async run(bench) {
    const items = Array.from({ length: 600 }, (_, index) => `item-${index}`);
    const store = await bench.service('store', {
      handlers: [effectHandler([ItemCounted], { lane: 'counts' })],
    });
    const teller = await bench.service('teller', { relay: { batchSize: 40 } });
    await teller.tell(...items.map((item) => counted(item)));
    bench.open();
    for (const threshold of [1, 150, 300, 450]) {
      await bench.eventually(() => deepStrictEqual(teller.transport.published.length >= threshold, true));
      bench.kill(teller);
    }
    await eachOnce(bench, store, items);
    await bench.eventually(async () => deepStrictEqual(await teller.waiting(), []));
  },
};

const beforeAck: TransportCase = {
  name: 'handles nothing twice when a consumer dies between its commit and its acknowledgement',
  async run(bench) {
    const store = await bench.service('store', {
      handlers: [effectHandler([ItemCounted], { lane: 'counts' })],
    });
    const teller = await bench.service('teller');
    let deaths = 0;
    store.transport.afterBatch = () => {
      if (deaths++ < 2) bench.kill(store);
    };
    bench.open();
    await teller.tell(...ITEMS.map((item) => counted(item)));
    await bench.eventually(() => deepStrictEqual(deaths >= 3, true));
    await eachOnce(bench, store, ITEMS);
    const seen = store.transport.batches.flat().map(({ event }) => event!.id);
    deepStrictEqual({ deliveredAgain: seen.length > new Set(seen).size }, { deliveredAgain: true });
  },
};

const beforeCommit: TransportCase = {
  name: 'loses nothing when a consumer dies before its commit',
  async run(bench) {
    let deaths = 0;
    const store: SuiteService = await bench.service('store', {
      handlers: [
        effectHandler([ItemCounted], { lane: 'counts' }, () => {
          if (deaths++ >= 2) return;
          bench.kill(store);
          throw new Error('the process is gone');
        }),
      ],
    });
    const teller = await bench.service('teller');
    bench.open();
    await teller.tell(...ITEMS.map((item) => counted(item)));
    await eachOnce(bench, store, ITEMS);
  },
};

const deadRelay: TransportCase = {
  name: 'publishes what a relay held that died, when its lease has run out',
  async run(bench) {
    const store = await bench.service('store', {
      handlers: [effectHandler([ItemCounted], { lane: 'counts' })],
    });
    const relay = { leaseMs: 300, batchSize: 50 };
    const first = await bench.service('teller', { relay, replica: 'one' });
    await first.tell(...ITEMS.map((item) => counted(item)));
    let giveUp = () => {};
    const silence = new Promise<never>((_, reject) => (giveUp = () => reject(new Error('the relay died'))));
    first.transport.publish = () => silence;
    try {
      bench.open();
      await bench.service('teller', { relay, replica: 'two' });
      await eachOnce(bench, store, ITEMS);
    } finally {
      giveUp();
    }
  },
};

const killer: TransportCase = {
  name: 'parks an event that kills the process each time, and none of its neighbours',
  async run(bench) {
    const store: SuiteService = await bench.service('store', {
      handlers: [
        effectHandler([ItemCounted], { lane: 'counts' }, (events) => {
          if (!events.some(({ key }) => key === 'item-7')) return;
          bench.kill(store);
          throw new Error('the process is gone');
        }),
      ],
    });
    const teller = await bench.service('teller', { relay: { leaseMs: 150 } });
    bench.open();
    await teller.tell(...ITEMS.map((item) => counted(item)));
    await eachOnce(
      bench,
      store,
      ITEMS.filter((item) => item !== 'item-7'),
    );
    await bench.eventually(async () => {
      const letters = await store.deadLetters.list();
      deepStrictEqual(
        letters.map(({ reason, event }) => ({ reason, key: event?.key })),
        [{ reason: 'crashed', key: 'item-7' }],
      );
    });
  },
};

/** Waits until each item had its effect, and a little longer for one that had two. */
async function eachOnce(bench: Bench, service: SuiteService, items: readonly string[]): Promise<void> {
  const effects = async () => (await service.effects()).map(({ key }) => key).sort();
  const expected = [...items].sort();
  await bench.eventually(async () => deepStrictEqual([...new Set(await effects())], expected));
  await bench.quiet();
  deepStrictEqual(await effects(), expected);
}

export const crashCases: readonly TransportCase[] = [
  duringPublish,
  beforeAck,
  beforeCommit,
  deadRelay,
  killer,
];
