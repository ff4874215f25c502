import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { openApi } from './openapi';

describe('docs/openapi.json', () => {
  it('is what the services answer now (npm run docs writes it)', async () => {
    const written: unknown = JSON.parse(readFileSync('docs/openapi.json', 'utf8'));
    expect(written).toEqual(JSON.parse(JSON.stringify(await openApi())));
  }, 60_000);

  it('is what the types of the web application were made from', async () => {
    const check = ['docs/openapi.json', '--output', 'apps/web/src/api/schema.ts', '--check'];
    await promisify(execFile)('node_modules/.bin/openapi-typescript', check);
  }, 60_000);
});
