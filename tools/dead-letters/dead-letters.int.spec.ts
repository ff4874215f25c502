import { Controller, Module } from '@nestjs/common';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { setTimeout as sleep } from 'node:timers/promises';
import { DataSource } from 'typeorm';
import { MerchantChanged, type EventOf } from '@crossdock/domain';
import {
  createEventStrategy,
  DeadLetters,
  HandleEvents,
  HandlerContext,
  InProcessTransport,
  messagingMigrations,
  MessagingModule,
  Outbox,
} from '@crossdock/messaging';
import { createServiceApp, DatabaseModule } from '@crossdock/platform';
import { createTestDatabase, testServiceConfig, type TestDatabase } from '@crossdock/platform/testing';
import { deadLetters } from './dead-letters';

const UNKNOWN = '0197f2a0-0000-7000-8000-00000000dead';
const handled: { queue: string; id: string }[] = [];
let broken = true;

@Controller()
class Reader {
  @HandleEvents(MerchantChanged, { lane: 'merchants' })
  async handle(events: EventOf<typeof MerchantChanged>[], { queue }: HandlerContext): Promise<void> {
    if (broken) throw new Error('the merchant\nbook is \u001b[31mclosed');
    handled.push(...events.map(({ id }) => ({ queue, id })));
  }
}

@Module({ controllers: [Reader] })
class ReaderModule {}

describe('npm run dead-letters', () => {
  let database: TestDatabase;
  let app: NestExpressApplication;
  const transport = new InProcessTransport();

  beforeAll(async () => {
    database = await createTestDatabase();
    const config = testServiceConfig('scheduler', { databaseUrl: database.url });
    const { service } = config;
    app = await createServiceApp({
      module: {
        module: ReaderModule,
        imports: [
          DatabaseModule.forService({ config, entities: [], migrations: messagingMigrations }),
          MessagingModule.forService({ service, transport, retryWaitsMs: [1], relay: { pollMs: 5 } }),
        ],
      },
      config,
      strategy: createEventStrategy,
    });
    await app.startAllMicroservices();
    transport.open();
  });
  afterAll(async () => {
    await app.close();
    await transport.close();
    await database.drop();
  });
  beforeEach(async () => {
    broken = true;
    handled.splice(0);
    await app.get(DataSource).query('DELETE FROM dead_letter');
  });

  async function run(args: string, env: NodeJS.ProcessEnv = { DATABASE_URL: database.url }) {
    const [said, complaints]: [string[], string[]] = [[], []];
    const code = await deadLetters(
      args.split(' '),
      env,
      (text) => void said.push(text),
      (text) => void complaints.push(text),
    );
    return { code, said: said.join('\n'), complaints: complaints.join('\n') };
  }

  async function until(check: () => Promise<boolean>): Promise<void> {
    const deadline = Date.now() + 15_000;
    while (!(await check())) {
      if (Date.now() > deadline) throw new Error('It did not happen in time.');
      await sleep(10);
    }
  }

  const letters = () => app.get(DeadLetters).list();

  /** Tells events whose handler fails until they are parked; returns their ids. */
  async function park(revisions: readonly number[]): Promise<string[]> {
    const id = '0197f2a0-0000-7000-8000-000000000001';
    const events = revisions.map((revision) =>
      MerchantChanged.create(
        { accountId: id, merchantId: id, name: 'Ada', active: true, revision },
        new Date(),
      ),
    );
    await app.get(DataSource).transaction((tx) => app.get(Outbox).add(tx, events));
    await until(async () => (await letters()).length === revisions.length);
    return events.map((event) => event.id);
  }

  it('lists what was given up, and has one handled again with the same event id', async () => {
    const [eventId] = await park([1]);
    const [letter] = await letters();
    const { code, said } = await run('scheduler list');
    expect(code).toBe(0);
    expect(said.split('\n')[1]?.split(/ {2,}/)).toEqual([
      letter?.id,
      letter?.parkedAt.toISOString(),
      'scheduler.merchants',
      'MerchantChanged',
      'exhausted',
      '2',
      'waits',
      'the merchant book is ?[31mclosed',
    ]);
    broken = false;
    expect(await run(`scheduler requeue ${letter?.id}`)).toMatchObject({ code: 0, complaints: '' });
    await until(async () => (await letters()).length === 0);
    expect(handled).toEqual([{ queue: 'scheduler.merchants', id: eventId }]);
    expect(await run('scheduler list')).toMatchObject({ code: 0, said: 'scheduler has no dead letters.' });
  });

  it('has all of them handled again, but for what is no event', async () => {
    const ids = await park([2, 3, 4]);
    const junk = {
      queue: 'scheduler.merchants',
      reason: 'unreadable',
      error: 'no JSON',
      attempts: 1,
    } as const;
    await app.get(DeadLetters).park({ ...junk, event: null, raw: '<html>' });
    broken = false;
    expect(await run('scheduler requeue --all')).toEqual({
      code: 0,
      said: '3 requeued. 1 are no events and stay.',
      complaints: '',
    });
    await until(async () => (await letters()).length === 1);
    expect(handled.map(({ id }) => id).sort()).toEqual([...ids].sort());
    const [rest] = await letters();
    expect(await run(`scheduler requeue ${rest?.id}`)).toMatchObject({
      code: 1,
      complaints: expect.stringContaining('what arrived was no event'),
    });
    expect((await run(`scheduler show ${rest?.id}`)).said).toContain('it begins with\n<html>');
  });

  it('shows one letter without what is sealed in it', async () => {
    await park([5]);
    await app.get(DataSource).query(`UPDATE dead_letter SET event = jsonb_set(event::jsonb, '{payload,order}',
      '{"number": "1001", "sealedRecipient": "v1.AAAA", "sealContext": "order:1"}')::json`);
    const [letter] = await letters();
    const { said } = await run(`scheduler show ${letter?.id}`);
    expect(said).toContain('reason       exhausted');
    expect(said).toContain('"number": "1001"');
    expect(said).toContain('"sealedRecipient": "(sealed)"');
    expect(said).not.toContain('v1.AAAA');
  });

  it('goes through many by hundreds', async () => {
    const park = `INSERT INTO dead_letter (id, queue, raw, reason, error, attempts)
                  SELECT gen_random_uuid(), 'scheduler.merchants', '?', 'unreadable', 'no JSON', 1
                  FROM generate_series(1, 150)`;
    await app.get(DataSource).query(park);
    const first = await run('scheduler list');
    expect(first.said).toContain('100 shown, 150 in all. Older ones: scheduler list --before ');
    const before = first.said.split(' ').at(-1);
    expect((await run(`scheduler list --before ${before}`)).said).toContain('50 shown, 150 in all.');
    expect((await run('scheduler requeue --all')).said).toBe('0 requeued. 150 are no events and stay.');
  });

  it('says what is wrong: unknown service, unknown id, another database, no address', async () => {
    expect(await run('ledger list')).toMatchObject({
      code: 2,
      complaints: expect.stringContaining('There is no service "ledger".'),
    });
    expect(await run(`scheduler show ${UNKNOWN}`)).toMatchObject({
      code: 1,
      complaints: expect.stringContaining(`scheduler has no dead letter ${UNKNOWN}.`),
    });
    expect(await run('accounts list')).toMatchObject({
      code: 1,
      complaints: expect.stringContaining('There is nothing of accounts in the database'),
    });
    expect(await run('scheduler list', { DATABASE_URL: 'postgres://u:hunter2@127.0.0.1:1/hub' })).toEqual({
      code: 1,
      said: '',
      complaints: expect.stringMatching(
        /^scheduler cannot use PostgreSQL at 127\.0\.0\.1:1\/hub (?!.*hunter2)/,
      ),
    });
    expect(await run('scheduler list', {})).toMatchObject({
      code: 2,
      complaints: expect.stringContaining('DATABASE_URL is not set'),
    });
    expect(await run('--help')).toMatchObject({ code: 0, complaints: '' });
  });
});
