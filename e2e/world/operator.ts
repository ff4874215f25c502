import { randomBytes } from 'node:crypto';
import { HubApi } from '@crossdock/api-client';

/** Signs up a new 3PL and goes on as its user. */
export async function newOperator(hubUrl: string): Promise<HubApi> {
  const api = new HubApi(hubUrl);
  await api.signUp({
    kind: 'fulfillment',
    accountName: 'Test 3PL',
    email: `${randomBytes(6).toString('hex')}@3pl.example.com`,
    password: randomBytes(12).toString('base64url'),
  });
  return api;
}
