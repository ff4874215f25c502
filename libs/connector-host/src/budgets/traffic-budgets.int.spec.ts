import { ProblemError, type TrafficRule } from '@crossdock/connector-sdk';
import { createTestDatabase, ManualClock, type TestDatabase } from '@crossdock/platform/testing';
import { DataSource } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { TrafficBudgets1750000200000 } from '../migrations/traffic-budgets.migration';
import { databaseTime, TrafficBudgets } from './traffic-budgets';

jest.setTimeout(30_000);

describe('traffic budgets', () => {
  let database: TestDatabase;
  let dataSource: DataSource;
  const clock = new ManualClock();
  /** Waits asked for since the test began, in milliseconds. */
  let waits: number[] = [];

  beforeAll(async () => {
    database = await createTestDatabase();
    dataSource = await new DataSource({
      type: 'postgres',
      url: database.url,
      migrations: [TrafficBudgets1750000200000],
    }).initialize();
    await dataSource.runMigrations();
  });
  afterAll(async () => {
    await dataSource.destroy();
    await database.drop();
  });
  beforeEach(() => {
    waits = [];
  });

  const budgets = () =>
    new TrafficBudgets(
      dataSource,
      { maxBudgetWaitMs: 10_000 },
      {
        now: () => clock.now(),
        sleep: (ms) => {
          waits.push(ms);
          return Promise.resolve();
        },
      },
    );
  const take = async (times: number, rules: TrafficRule[], connectionId: string, maxWaitMs = 10_000) => {
    for (let n = 0; n < times; n += 1) await budgets().of(connectionId, rules).take(maxWaitMs);
  };
  const rule = (id: string, burst: number, perSecond: number): TrafficRule => ({ id, burst, perSecond });

  it('let a burst through, then calls at the steady rate', async () => {
    await take(6, [rule('a', 3, 2)], uuidv7());
    expect(waits).toEqual([500, 1000, 1500]);
  });

  it('fill up again with time, up to the burst and not beyond', async () => {
    const id = uuidv7();
    const rules = [rule('a', 3, 2)];
    await take(3, rules, id);
    clock.advance(1_000);
    await take(2, rules, id);
    expect(waits).toEqual([]);
    clock.advance(3_600_000);
    await take(4, rules, id);
    expect(waits).toEqual([500]);
  });

  it('obey the strictest of several rules', async () => {
    await take(3, [rule('second', 2, 10), rule('minute', 2, 1)], uuidv7());
    expect(waits).toEqual([1000]);
  });

  it('take nothing from any rule when one of them is out for too long', async () => {
    const id = uuidv7();
    const rules = [rule('fast', 10, 10), rule('slow', 1, 0.01)];
    await take(1, rules, id);
    const refused: unknown = await budgets()
      .of(id, rules)
      .take(10_000)
      .catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(ProblemError);
    expect((refused as ProblemError).problem).toMatchObject({
      kind: 'rate-limited',
      code: 'traffic-budget-exhausted',
      retryAfterSeconds: 100,
    });
    await take(9, [rule('fast', 10, 10)], id);
    expect(waits).toEqual([]);
  });

  it('hold every call back while the vendor asked for a pause, also without any rule', async () => {
    const id = uuidv7();
    await budgets().of(id, []).pause(5);
    await take(1, [], id);
    await take(1, [rule('a', 5, 5)], id);
    clock.advance(5_000);
    await take(1, [], id);
    expect(waits).toEqual([5000, 5000]);
  });

  it('do not let a shorter pause end a longer one', async () => {
    const id = uuidv7();
    await budgets().of(id, []).pause(8);
    await budgets().of(id, []).pause(1);
    await take(1, [], id);
    expect(waits).toEqual([8000]);
  });

  it('are exact when many processes take at once', async () => {
    const id = uuidv7();
    const rules = [rule('a', 10, 10)];
    await Promise.all(Array.from({ length: 30 }, () => budgets().of(id, rules).take(10_000)));
    expect(waits.sort((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, index) => (index + 1) * 100));
  });

  it('survive a restart: what was taken before stays taken', async () => {
    const id = uuidv7();
    await take(1, [rule('a', 1, 1)], id);
    const afterRestart = new TrafficBudgets(
      dataSource,
      { maxBudgetWaitMs: 10 },
      { ...databaseTime, now: () => clock.now() },
    );
    await expect(afterRestart.of(id, [rule('a', 1, 1)]).take(10)).rejects.toBeInstanceOf(ProblemError);
  });

  it('belong to one connection each', async () => {
    await take(1, [rule('a', 1, 1)], uuidv7());
    await take(1, [rule('a', 1, 1)], uuidv7());
    expect(waits).toEqual([]);
  });

  it('run on the time of the database in life', async () => {
    const real = new TrafficBudgets(dataSource, { maxBudgetWaitMs: 10_000 }, databaseTime);
    const budget = real.of(uuidv7(), [rule('a', 1, 20)]);
    const started = performance.now();
    for (let n = 0; n < 4; n += 1) await budget.take(10_000);
    expect(performance.now() - started).toBeGreaterThan(140);
  });
});
