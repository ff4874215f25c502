import { startTrytonFake, type TrytonFake } from './server';
import { testContext, type TestContext } from './test-context';

export interface TestConnection {
  fake: TrytonFake;
  ctx: TestContext;
}

/** A fake Tryton with some stock, and a connection to it. */
export async function testConnection(now: () => Date = () => new Date()): Promise<TestConnection> {
  const fake = await startTrytonFake({ now });
  fake.state.addProduct({ sku: 'MUG', name: 'Mug', stockOnHand: 100 });
  fake.state.addProduct({ sku: 'TEA', name: 'Tea', stockOnHand: 50 });
  const settings = { url: fake.url, database: fake.database, warehouseCode: 'WH', timeZone: 'UTC' };
  return { fake, ctx: testContext(settings, { user: 'hub', password: 'hub-password' }, now) };
}
