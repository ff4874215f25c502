import { z } from 'zod';
import { testConnection, type TestConnection } from './fake/test-connection';
import { connect } from './rpc';
import { trytonDate } from './server-time';

const TODAY = 'model.ir.date.today';

describe('calls to Tryton', () => {
  let connection: TestConnection;
  beforeEach(async () => {
    connection = await testConnection(() => new Date('2026-05-04T10:00:00Z'));
  });
  afterEach(() => connection.fake.close());

  const today = async () => (await connect(connection.ctx)).read(trytonDate, TODAY, []);

  it('log in once', async () => {
    expect(await today()).toEqual({ __class__: 'date', year: 2026, month: 5, day: 4 });
    await today();
    expect(connection.ctx.calls.filter((method) => method === 'common.db.login')).toHaveLength(1);
  });

  it('log in again when Tryton has ended the session', async () => {
    const rpc = await connect(connection.ctx);
    connection.fake.endSessions();
    await rpc.read(trytonDate, TODAY, []);
    expect(connection.ctx.calls.slice(-3)).toEqual([TODAY, 'common.db.login', TODAY]);
  });

  it.each([
    ['fail', 'transient', 'server-error-500', 'none'],
    ['html', 'unexpected', 'not-json', 'none'],
    ['truncated', 'unexpected', 'not-json', 'none'],
    ['drop-request', 'transient', 'no-answer', 'none'],
  ] as const)('that read and %s have no effect', async (fault, kind, code, effect) => {
    connection.fake.state.faults.plan(fault, TODAY);
    await expect(today()).rejects.toMatchObject({ problem: { kind, code }, effect });
  });

  it.each([
    ['fail-after', 'transient', 'unknown'],
    ['html', 'unexpected', 'unknown'],
    ['truncated', 'unexpected', 'unknown'],
    ['drop-reply', 'transient', 'unknown'],
  ] as const)('that write and %s may have had an effect', async (fault, kind, effect) => {
    const method = 'model.party.party.create';
    connection.fake.state.faults.plan(fault, method);
    const rpc = await connect(connection.ctx);
    await expect(rpc.write(z.array(z.int()), method, [[{ code: 'CD1' }]])).rejects.toMatchObject({
      problem: { kind },
      effect,
    });
  });

  it('that Tryton refuses have none', async () => {
    const method = 'model.party.party.create';
    const rpc = await connect(connection.ctx);
    const twice = rpc.write(z.array(z.int()), method, [[{ code: 'CD1' }, { code: 'CD1' }]]);
    await expect(twice).rejects.toMatchObject({ problem: { kind: 'rejected' }, effect: 'none' });
    expect(await rpc.write(z.array(z.int()), method, [[{ code: 'CD1' }]])).toHaveLength(1);
  });
});
