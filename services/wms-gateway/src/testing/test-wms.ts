import {
  assertOk,
  defineWmsConnector,
  parseJsonResponse,
  ProblemError,
  secret,
  type ConnectorContext,
  type HttpRequest,
  type PushItem,
  type PushResult,
  type WmsConnector,
} from '@crossdock/connector-sdk';
import type { StockLevel, WmsShipment } from '@crossdock/domain';
import { z } from 'zod';

const credentials = z.object({ password: secret('Password', 'Of the test warehouse') });
const settings = z.object({ url: z.url() });
type Ctx = ConnectorContext<z.output<typeof credentials>, z.output<typeof settings>>;

const zOrder = z.object({ id: z.string() });
const position = z.object({ from: z.int() });

/** A connector of the test warehouse, written as simply as the contract allows. */
export const testWms = (
  traffic: Partial<WmsConnector['manifest']['traffic']> = {},
  batchSize = 5,
): WmsConnector =>
  defineWmsConnector({
    manifest: {
      id: 'test-wms',
      name: 'Test warehouse',
      credentials,
      settings,
      api: { version: '1', sunset: null, documentation: 'https://example.com' },
      traffic: { rules: [], concurrency: 4, deadlineMs: 1_000, ...traffic },
    },
    warehouseIdentity: (_, { url }) => url,
    async test(ctx) {
      const { name } = parseJsonResponse(
        z.object({ name: z.string() }),
        await send(ctx, { method: 'GET', url: '/', operation: 'ping', sideEffect: false }),
        'none',
      );
      return { identity: name, notes: [] };
    },
    orders: {
      repeatSafety: 'lookup',
      batchSize,
      push: (ctx, items) =>
        each(items, async (item) => {
          const { id } = await write(
            ctx,
            '/orders',
            'orders.create',
            { ...item, reference: item.key },
            zOrder,
          );
          return { wmsOrderId: id, wmsOrderNumber: null };
        }),
      async find(ctx, items) {
        return Promise.all(
          items.map(async ({ key }) => {
            const found = await read(ctx, `/orders?reference=${key}`, 'orders.find', z.array(zOrder));
            const [order] = found;
            if (!order) return { key, status: 'absent' as const };
            return { key, status: 'found' as const, receipt: { wmsOrderId: order.id, wmsOrderNumber: null } };
          }),
        );
      },
    },
    cancellations: {
      repeatSafety: 'natural',
      batchSize,
      push: (ctx, items) =>
        each(items, async ({ key }) => {
          const verdict = z.object({ verdict: z.enum(['canceled', 'absent']) });
          const answer = await write(ctx, '/cancellations', 'orders.cancel', { reference: key }, verdict);
          return { ...answer, detail: null };
        }),
    },
    shipments: {
      cursor: position,
      start: () => ({ from: 0 }),
      pull: (ctx, request) => page<WmsShipment>(ctx, 'shipments', request),
    },
    inventory: {
      cursor: position,
      start: () => ({ from: 0 }),
      coverage: 'full',
      pull: (ctx, request) => page<StockLevel>(ctx, 'stock', request),
    },
  });

async function page<T>(
  ctx: Ctx,
  what: string,
  { cursor, limit }: { cursor: { from: number }; limit: number },
) {
  const path = `/${what}?from=${cursor.from}&limit=${limit}`;
  const items = (await read(ctx, path, `${what}.list`, z.array(z.unknown()))) as T[];
  return { items, next: { from: cursor.from + items.length }, more: items.length === limit };
}

/** Pushes items one by one; what fails for one is its own result, except that refused credentials fail all. */
async function each<Item extends PushItem, Receipt>(
  items: readonly Item[],
  push: (item: Item) => Promise<Receipt>,
): Promise<PushResult<Receipt>[]> {
  const results: PushResult<Receipt>[] = [];
  for (const item of items) {
    try {
      results.push({ key: item.key, status: 'done', receipt: await push(item) });
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      const status = error.effect === 'unknown' ? 'unknown' : 'failed';
      results.push({ key: item.key, status, problem: error.problem });
    }
  }
  return results;
}

async function write<S extends z.ZodType>(
  ctx: Ctx,
  url: string,
  operation: string,
  body: object,
  schema: S,
): Promise<z.output<S>> {
  const response = await send(ctx, {
    method: 'POST',
    url,
    operation,
    body: JSON.stringify(body),
    sideEffect: true,
  });
  return parseJsonResponse(schema, response, 'unknown');
}

async function read<S extends z.ZodType>(
  ctx: Ctx,
  url: string,
  operation: string,
  schema: S,
): Promise<z.output<S>> {
  return parseJsonResponse(
    schema,
    await send(ctx, { method: 'GET', url, operation, sideEffect: false }),
    'none',
  );
}

async function send(ctx: Ctx, request: HttpRequest) {
  const response = await ctx.http.request({
    ...request,
    url: ctx.settings.url + request.url,
    headers: { authorization: ctx.credentials.password },
  });
  assertOk(response, ctx.clock.now(), request.sideEffect);
  return response;
}
