import { AsyncLocalStorage } from 'node:async_hooks';
import { createTestDatabase } from '@crossdock/platform/testing';
import { inProcessLab } from '../testing/labs/in-process.lab';
import { Bench } from '../testing/suite/bench';
import { effectHandler } from '../testing/suite/effect-handler';
import { counted, ItemCounted } from '../testing/suite/suite-events';

describe('EventStrategy', () => {
  it('calls handlers in the context of their own application, not in that of whoever publishes', async () => {
    const database = await createTestDatabase();
    const bench = await Bench.create({ lab: inProcessLab, databaseUrl: database.url, patienceMs: 10_000 });
    const context = new AsyncLocalStorage<string>();
    const seen: unknown[] = [];
    const handler = effectHandler([ItemCounted], { lane: 'items' }, () => void seen.push(context.getStore()));
    try {
      await context.run('reader', () => bench.service('reader', { handlers: [handler] }));
      const writer = await context.run('writer', () => bench.service('writer'));
      bench.open();
      await context.run('a request', () => writer.tell(counted('a')));
      await bench.eventually(() => expect(seen).toEqual(['reader']));
    } finally {
      await bench.close();
      await database.drop();
    }
  });
});
