import {
  assertOk,
  defineCartConnector,
  parseJsonResponse,
  ProblemError,
  secret,
  type CartConnector,
  type ConnectorContext,
  type HttpRequest,
  type ShipmentUpload,
} from '@crossdock/connector-sdk';
import type { CartOrder } from '@crossdock/domain';
import { z } from 'zod';

const credentials = z.object({ password: secret('Password', 'Of the test shop') });
const settings = z.object({ url: z.url() });
type Ctx = ConnectorContext<z.output<typeof credentials>, z.output<typeof settings>>;

const zOrders = z.array(z.unknown()).transform((orders) => orders as CartOrder[]);
const zFulfilment = z.object({ id: z.string() });

/** A connector of the test shop, written as simply as the contract allows. */
export const testCart = (traffic: Partial<CartConnector['manifest']['traffic']> = {}): CartConnector =>
  defineCartConnector({
    manifest: {
      id: 'test-cart',
      name: 'Test shop',
      credentials,
      settings,
      api: { version: '1', sunset: null, documentation: 'https://example.com' },
      traffic: { rules: [], concurrency: 8, deadlineMs: 1_000, ...traffic },
    },
    storeIdentity: (_, { url }) => url,
    async test(ctx) {
      const { name } = await ask(ctx, { url: '/', operation: 'ping' }, z.object({ name: z.string() }));
      return { identity: name, notes: ['It answers.'] };
    },
    orders: {
      cursor: z.object({ from: z.int() }),
      start: () => ({ from: 0 }),
      async pull(ctx, { cursor, limit }) {
        const url = `/orders?from=${cursor.from}&limit=${limit}`;
        const items = await ask(ctx, { url, operation: 'orders.list' }, zOrders);
        return { items, next: { from: cursor.from + items.length }, more: items.length === limit };
      },
      fetch(ctx, ids) {
        const query = new URLSearchParams(ids.map((id): [string, string] => ['id', id]));
        return ask(ctx, { url: `/orders/some?${query.toString()}`, operation: 'orders.some' }, zOrders);
      },
    },
    shipments: {
      repeatSafety: 'lookup',
      batchSize: 10,
      push: (ctx, items) => Promise.all(items.map((item) => fulfil(ctx, item))),
      find: (ctx, items) =>
        Promise.all(
          items.map(async ({ key }) => {
            const url = `/fulfilments?reference=${key}`;
            const [found] = await ask(ctx, { url, operation: 'shipments.find' }, z.array(zFulfilment));
            if (!found) return { key, status: 'absent' as const };
            return { key, status: 'found' as const, receipt: { fulfillmentId: found.id } };
          }),
        ),
    },
    inventory: {
      repeatSafety: 'natural',
      batchSize: 10,
      async push(ctx, items) {
        const body = items.map(({ key, quantity }) => ({ sku: key, quantity }));
        const results = await ask(
          ctx,
          {
            url: '/stock',
            operation: 'stock.set',
            method: 'PUT',
            body: JSON.stringify(body),
            sideEffect: true,
          },
          z.array(z.object({ sku: z.string(), ok: z.boolean() })),
        );
        return items.map(({ key, quantity }) => {
          const ok = results.some((result) => result.sku === key && result.ok);
          if (ok) return { key, status: 'done', receipt: { quantity } };
          return {
            key,
            status: 'failed',
            problem: { kind: 'rejected', code: 'unknown-sku', message: `The shop has no SKU ${key}.` },
          };
        });
      },
    },
  });

async function fulfil(ctx: Ctx, { key, orderExternalId }: ShipmentUpload) {
  const body = JSON.stringify({ reference: key, orderExternalId });
  const request = {
    url: '/fulfilments',
    operation: 'shipments.create',
    method: 'POST',
    body,
    sideEffect: true,
  } as const;
  try {
    const { id } = await ask(ctx, request, zFulfilment);
    return { key, status: 'done' as const, receipt: { fulfillmentId: id } };
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    const status = error.effect === 'unknown' ? ('unknown' as const) : ('failed' as const);
    return { key, status, problem: error.problem };
  }
}

async function ask<S extends z.ZodType>(
  ctx: Ctx,
  request: Partial<HttpRequest> & Pick<HttpRequest, 'url' | 'operation'>,
  schema: S,
): Promise<z.output<S>> {
  const sideEffect = request.sideEffect ?? false;
  const response = await ctx.http.request({
    method: 'GET',
    ...request,
    sideEffect,
    url: ctx.settings.url + request.url,
    headers: { authorization: ctx.credentials.password },
  });
  assertOk(response, ctx.clock.now(), sideEffect);
  return parseJsonResponse(schema, response, sideEffect ? 'unknown' : 'none');
}
