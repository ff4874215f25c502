import { InProcessTransport } from '@crossdock/messaging';
import { createServiceApp } from '@crossdock/platform';
import { createTestDatabase, ManualClock, testServiceConfig } from '@crossdock/platform/testing';
import { DataSource } from 'typeorm';
import { AccountsModule } from '../accounts.module';
import { LoginLimit } from '../sessions/login-limit.service';
import { SignUpService } from '../sign-up/sign-up.service';
import { PASSWORD } from '../testing/accounts-test-app';
import { HousekeepingService } from './housekeeping.service';

describe('HousekeepingService', () => {
  it('removes sessions with their tokens and counted attempts once they are over, and nothing before', async () => {
    const database = await createTestDatabase();
    const clock = new ManualClock();
    const config = testServiceConfig('accounts', { databaseUrl: database.url });
    const module = AccountsModule.forRuntime({ config, transport: new InProcessTransport() });
    const app = await createServiceApp({ module, config, clock });
    try {
      const counts = async () =>
        (
          await app.get(DataSource).query(`SELECT (SELECT count(*)::int FROM session) AS sessions,
            (SELECT count(*)::int FROM refresh_token) AS tokens,
            (SELECT count(*)::int FROM login_attempt) AS attempts`)
        )[0];
      const signUp = {
        kind: 'merchant',
        accountName: 'A',
        email: 'a@example.com',
        password: PASSWORD,
      } as const;
      await app.get(SignUpService).signUp(signUp);
      await app.get(LoginLimit).count('b@example.com');
      const housekeeping = app.get(HousekeepingService);

      await housekeeping.removeExpired();
      expect(await counts()).toEqual({ sessions: 1, tokens: 1, attempts: 1 });
      clock.advance(15 * 60_000);
      await housekeeping.removeExpired();
      expect(await counts()).toEqual({ sessions: 1, tokens: 1, attempts: 0 });
      clock.advance(30 * 86_400_000);
      await housekeeping.removeExpired();
      expect(await counts()).toEqual({ sessions: 0, tokens: 0, attempts: 0 });
    } finally {
      await app.close();
      await database.drop();
    }
  });
});
