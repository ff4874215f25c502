import { vendure } from '.';
import { missed } from './inventory.map';
import { startVendureFake, type VendureFake } from './fake';
import { testContext, type TestContext } from './testing/context';

const { inventory } = vendure;

describe('setting the stock of a shop', () => {
  let fake: VendureFake;
  let ctx: TestContext;

  beforeEach(async () => {
    fake = await startVendureFake();
    fake.state.addProduct({ sku: 'MUG', name: 'Mug', price: 1250, stockOnHand: 100 });
    fake.state.addProduct({ sku: 'TEE', name: 'Tee', price: 1999, stockOnHand: 100 });
    ctx = testContext({ adminApiUrl: fake.url });
  });
  afterEach(() => fake.close());

  it('sets what can be sold, leaving units of unshipped orders out of it', async () => {
    fake.state.placeOrder({ lines: [{ sku: 'MUG', quantity: 3 }] });
    const results = await inventory.push(ctx, [
      { key: 'MUG', quantity: 40 },
      { key: 'TEE', quantity: 0 },
    ]);
    expect(results).toEqual([
      { key: 'MUG', status: 'done', receipt: { quantity: 40 } },
      { key: 'TEE', status: 'done', receipt: { quantity: 0 } },
    ]);
    expect([fake.state.stock('MUG'), fake.state.stock('TEE')]).toEqual([
      { onHand: 43, allocated: 3, saleable: 40 },
      { onHand: 0, allocated: 0, saleable: 0 },
    ]);
  });

  it('refuses an unknown SKU alone and compares letters exactly', async () => {
    const results = await inventory.push(ctx, [
      { key: 'mug', quantity: 1 },
      { key: 'TEE', quantity: 7 },
    ]);
    expect(results).toEqual([
      {
        key: 'mug',
        status: 'failed',
        problem: {
          kind: 'rejected',
          code: 'unknown-sku',
          message: 'Vendure has no variant with the SKU mug in this channel.',
          fix: expect.any(String),
        },
      },
      { key: 'TEE', status: 'done', receipt: { quantity: 7 } },
    ]);
    expect(fake.state.stock('TEE').saleable).toBe(7);
  });

  it('writes nothing when no SKU is known', async () => {
    await inventory.push(ctx, [{ key: 'NONE', quantity: 1 }]);
    expect(ctx.sent).not.toContain('stock.update');
  });

  it('sets every variant that has the SKU, over several pages', async () => {
    for (let i = 0; i < 150; i++)
      fake.state.addProduct({ sku: 'TWIN', name: `Twin ${i}`, price: 1, stockOnHand: 0 });
    await inventory.push(ctx, [{ key: 'TWIN', quantity: 5 }]);
    const levels = fake.state
      .variants()
      .filter(({ sku, stockOnHand }) => sku === 'TWIN' && stockOnHand === 5);
    expect(levels).toHaveLength(150);
  });

  it('says when the chosen location is not there', async () => {
    const wrong = testContext({ adminApiUrl: fake.url, stockLocationId: '77' });
    await expect(inventory.push(wrong, [{ key: 'MUG', quantity: 1 }])).rejects.toMatchObject({
      problem: { kind: 'misconfigured', code: 'unknown-stock-location' },
    });
  });

  it('sets a level again when units left the allocation meanwhile, and leaves a new order to the next quantity', () => {
    const target = { variantId: '1', sku: 'MUG', quantity: 40, allocated: 3 };
    const written = (stockAllocated: number) => [
      { id: '1', sku: 'MUG', stockLevels: [{ stockLocationId: '1', stockOnHand: 43, stockAllocated }] },
    ];
    expect([missed([target], written(3), '1'), missed([target], written(5), '1')]).toEqual([[], []]);
    expect(missed([target], written(1), '1')).toEqual([{ ...target, allocated: 1 }]);
  });
});
