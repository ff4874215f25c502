import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildClientSchema, execute, parse, validate, type GraphQLSchema } from 'graphql';
import { answer } from './fake/answers';
import { startVendureFake, type VendureFake } from './fake';
import { operations } from './operations';

const FILE = join(
  process.env['CONTRACTS_DIR'] ?? join(__dirname, '../../../../shared/contracts'),
  'carts/vendure/schema-admin.json',
);
const there = existsSync(FILE);
if (!there) console.warn(`Vendure's schema is not at ${FILE}: its contract is not checked.`);

(there ? describe : describe.skip)("Vendure's published Admin API", () => {
  let schema: GraphQLSchema;
  let fake: VendureFake;

  beforeAll(async () => {
    schema = buildClientSchema(JSON.parse(readFileSync(FILE, 'utf8')).data);
    fake = await startVendureFake();
    fake.state.addProduct({ sku: 'MUG', name: 'Mug', price: 1250, stockOnHand: 5 });
    fake.state.placeOrder({ lines: [{ sku: 'MUG', quantity: 1 }] });
  });
  afterAll(() => fake.close());

  it.each(operations.map(({ name, document }) => [name, document]))(
    'takes the document %s',
    (_, document) => {
      expect(validate(schema, parse(document))).toEqual([]);
    },
  );

  const line = { orderLineId: '3', quantity: 1 };
  const handler = { code: 'manual-fulfillment', arguments: [{ name: 'trackingCode', value: '1Z' }] };
  const ORDERS = { filter: { active: { eq: false } }, sort: { orderPlacedAt: 'ASC' }, take: 10, skip: 0 };
  const STOCK = [{ id: '1', stockLevels: [{ stockLocationId: '1', stockOnHand: 5 }] }];
  it.each<[string, Record<string, unknown>]>([
    ['HubConnection', {}],
    ['HubStockLocations', { locations: { take: 1 } }],
    ['HubNewestChange', {}],
    ['HubAddFulfillment', { input: { lines: [line], handler } }],
    ['HubAddFulfillment', { input: { lines: [line], handler } }],
    ['HubTransitionFulfillment', { id: '4', state: 'Shipped' }],
    ['HubTransitionFulfillment', { id: '4', state: 'Shipped' }],
    ['HubOrders', { options: ORDERS }],
    ['HubOrderFulfillments', { id: '2' }],
    ['HubFulfillmentAuthors', { ids: ['2'] }],
    ['HubVariants', { skus: ['MUG'], skip: 0, locations: { take: 1 } }],
    ['HubUpdateStock', { input: STOCK }],
  ])('allows what the fake answers to %s', async (name, variables) => {
    const operation = operations.find((candidate) => candidate.name === name);
    const reply = await answer(name, { shop: fake.state, variables, user: 'hub' });
    const document = parse(operation?.document ?? '');
    const result = await execute({ schema, document, rootValue: reply, variableValues: variables });
    expect(result.errors).toBeUndefined();
    expect(JSON.parse(JSON.stringify(result.data))).not.toBeNull();
    expect(operation?.data.safeParse(result.data).error).toBeUndefined();
  });
});
