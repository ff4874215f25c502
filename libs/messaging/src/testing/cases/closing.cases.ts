import { deepStrictEqual } from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { effectHandler } from '../suite/effect-handler';
import { counted, ItemCounted } from '../suite/suite-events';
import type { TransportCase } from '../suite/transport-case';

const ITEMS = Array.from({ length: 60 }, (_, index) => `item-${index}`);

const consumerCloses: TransportCase = {
  name: 'a consumer that closes finishes the batch in its hands and leaves the rest to its successor',
  async run(bench) {
    let running = 0;
    let started = 0;
    const slow = effectHandler([ItemCounted], { lane: 'counts', prefetch: 10 }, async () => {
      running++;
      started++;
      await sleep(150);
      running--;
    });
    const first = await bench.service('store', { handlers: [slow] });
    const teller = await bench.service('teller', { relay: { batchSize: 30 } });
    bench.open();
    await teller.tell(...ITEMS.map((item) => counted(item)));
    await bench.eventually(() => deepStrictEqual(started >= 2, true));
    await first.close();
    deepStrictEqual({ running }, { running: 0 });
    const startedWhenClosed = started;
    await bench.quiet();
    deepStrictEqual({ started }, { started: startedWhenClosed });

    const batchesOfFirst = first.transport.batches.length;
    const second = await bench.service('store', { handlers: [slow], replica: 'next' });
    await bench.eventually(async () =>
      deepStrictEqual((await second.effects()).map(({ key }) => key).sort(), [...ITEMS].sort()),
    );
    const again = second.transport.batches
      .flat()
      .filter(({ event }) =>
        first.transport.batches.flat().some((earlier) => earlier.event!.id === event!.id),
      );
    // In one process the outbox gives a window back as a whole, and the inbox drops what was handled.
    deepStrictEqual(
      { batchesOfFirst, handledTwice: again.length > 0 && !second.transport.shared },
      { batchesOfFirst: startedWhenClosed, handledTwice: false },
    );
  },
};

const tellerCloses: TransportCase = {
  name: 'a publisher that closes settles what it has published and leaves the rest to its successor',
  async run(bench) {
    const store = await bench.service('store', {
      handlers: [effectHandler([ItemCounted], { lane: 'counts' })],
    });
    const relay = { batchSize: 5, leaseMs: 60_000 };
    const first = await bench.service('teller', { relay });
    await first.tell(...ITEMS.map((item) => counted(item)));
    bench.open();
    await bench.eventually(() => deepStrictEqual(first.transport.published.length >= 10, true));
    await first.close();
    const second = await bench.service('teller', { relay, replica: 'next' });
    await bench.eventually(async () =>
      deepStrictEqual(
        (await store.effects()).map(({ key }) => key),
        ITEMS,
      ),
    );
    await bench.eventually(async () => deepStrictEqual(await second.waiting(), []));
    deepStrictEqual(
      [...first.transport.published, ...second.transport.published],
      ITEMS.map((item) => counted(item).id),
    );
  },
};

export const closingCases: readonly TransportCase[] = [consumerCloses, tellerCloses];
