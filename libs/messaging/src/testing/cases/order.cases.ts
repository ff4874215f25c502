import { deepStrictEqual } from 'node:assert/strict';
import { effectHandler } from '../suite/effect-handler';
import type { Effect } from '../suite/suite-service';
import { counted, ItemCounted, ItemMoved, moved } from '../suite/suite-events';
import type { TransportCase } from '../suite/transport-case';

const KEYS = ['a', 'b', 'c', 'd', 'e'];

const perKey: TransportCase = {
  name: 'keeps the order of each key, between transactions and between types of one lane',
  async run(bench) {
    const store = await bench.service('store', {
      handlers: [effectHandler([ItemCounted], { lane: 'all' }), effectHandler([ItemMoved], { lane: 'all' })],
    });
    const teller = await bench.service('teller', { relay: { batchSize: 7 } });
    bench.open();
    for (let revision = 1; revision <= 12; revision++) {
      const tell = revision % 3 === 0 ? moved : counted;
      await teller.tell(
        ...KEYS.map((key) => tell(key, revision)),
        ...KEYS.map((key) => tell(key, revision + 100)),
      );
    }
    const expected = Array.from({ length: 12 }, (_, index) => [index + 1, index + 101]).flat();
    await bench.eventually(async () =>
      deepStrictEqual(
        revisions(await store.effects()),
        Object.fromEntries(KEYS.map((key) => [key, expected])),
      ),
    );
  },
};

const heldBack: TransportCase = {
  name: 'holds the later events of a key back while an earlier one cannot be published, and those of other keys not',
  async run(bench) {
    const counts = await bench.service('counts', {
      handlers: [effectHandler([ItemCounted], { lane: 'all' })],
    });
    const teller = await bench.service('teller', { relay: { backoffMs: 300 } });
    bench.open();
    await teller.tell(moved('a', 1), counted('a', 2), counted('b', 1));
    await bench.eventually(async () => deepStrictEqual(revisions(await counts.effects()), { b: [1] }));
    // Several times, because an event that waits is in the same window as the one before it now and then.
    for (const revision of [2, 3, 4, 5]) {
      await teller.tell(counted('a', revision + 1), counted('b', revision));
      await bench.eventually(async () =>
        deepStrictEqual(revisions(await counts.effects()), { b: upTo(revision) }),
      );
    }

    const moves = await bench.service('moves', { handlers: [effectHandler([ItemMoved], { lane: 'all' })] });
    await bench.eventually(async () => {
      deepStrictEqual(revisions(await moves.effects()), { a: [1] });
      deepStrictEqual(revisions(await counts.effects()), { b: upTo(5), a: [2, 3, 4, 5, 6] });
    });
  },
};

const twoRelays: TransportCase = {
  name: 'two relays racing over one outbox publish each event once and keep the order of each key',
  async run(bench) {
    const store = await bench.service('store', { handlers: [effectHandler([ItemCounted], { lane: 'all' })] });
    const relay = { batchSize: 11, pollMs: 1, leaseMs: 30_000 };
    const one = await bench.service('teller', { relay, replica: 'one' });
    const other = await bench.service('teller', { relay, replica: 'other' });
    const items = Array.from({ length: 60 }, (_, index) => `item-${index}`);
    for (let revision = 1; revision <= 5; revision++) {
      await one.tell(...items.map((item) => counted(item, revision)));
    }
    bench.open();
    await bench.eventually(async () =>
      deepStrictEqual(
        revisions(await store.effects()),
        Object.fromEntries(items.map((item) => [item, [1, 2, 3, 4, 5]])),
      ),
    );
    const published = [...one.transport.published, ...other.transport.published];
    deepStrictEqual(
      { published: published.length, different: new Set(published).size },
      { published: 300, different: 300 },
    );
  },
};

function upTo(last: number): number[] {
  return Array.from({ length: last }, (_, index) => index + 1);
}

function revisions(effects: readonly Effect[]): Record<string, number[]> {
  const byKey: Record<string, number[]> = {};
  for (const { key, revision } of effects) (byKey[key] ??= []).push(revision);
  return byKey;
}

export const orderCases: readonly TransportCase[] = [perKey, heldBack, twoRelays];
