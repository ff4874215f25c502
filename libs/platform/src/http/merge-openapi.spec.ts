import type { OpenAPIObject } from '@nestjs/swagger';
import { mergeOpenApi } from './merge-openapi';

const document = (path: string, schemas: object): OpenAPIObject => ({
  openapi: '3.0.0',
  info: { title: 'part', version: '1' },
  paths: {
    [path]: {
      get: {
        responses: {
          200: {
            description: '',
            content: { 'application/json': { schema: { $ref: '#/components/schemas/Page' } } },
          },
        },
      },
    },
  },
  components: { securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } }, schemas: schemas as never },
});

describe('mergeOpenApi', () => {
  it('keeps every path, shares equal schemas and renames those that differ', () => {
    const merged = mergeOpenApi({
      accounts: document('/merchants', { Page: { type: 'array' }, Same: { type: 'string' } }),
      'sync-ledger': document('/orders', { Page: { type: 'object' }, Same: { type: 'string' } }),
    });
    expect(merged).toEqual({
      openapi: '3.0.0',
      info: { title: 'Crossdock', version: '1', description: expect.any(String) },
      paths: {
        '/merchants': document('/merchants', {}).paths['/merchants'],
        '/orders': {
          get: {
            responses: {
              200: {
                description: '',
                content: { 'application/json': { schema: { $ref: '#/components/schemas/SyncLedgerPage' } } },
              },
            },
          },
        },
      },
      components: {
        securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } },
        schemas: { Page: { type: 'array' }, SyncLedgerPage: { type: 'object' }, Same: { type: 'string' } },
      },
    });
  });
});
