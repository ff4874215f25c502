import { createTestDatabase, type TestDatabase } from '@crossdock/platform/testing';
import { inProcessLab } from '../testing/labs/in-process.lab';
import { Bench } from '../testing/suite/bench';
import { effectHandler } from '../testing/suite/effect-handler';
import { counted, ItemCounted } from '../testing/suite/suite-events';

describe('OutboxListener', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(() => database.drop());

  it('has an event published at its commit, long before the next poll', async () => {
    const bench = await Bench.create({ lab: inProcessLab, databaseUrl: database.url, patienceMs: 5_000 });
    const handlers = [effectHandler([ItemCounted], { lane: 'counts' })];
    const store = await bench.service('store', { handlers });
    const teller = await bench.service('teller', { relay: { notify: true, pollMs: 60_000 } });
    bench.open();
    await bench.quiet(50);
    await teller.tell(counted('a'));
    await teller.tell(counted('b'));
    await bench.eventually(async () =>
      expect((await store.effects()).map(({ key }) => key)).toEqual(['a', 'b']),
    );
    await bench.close();
  });
});
