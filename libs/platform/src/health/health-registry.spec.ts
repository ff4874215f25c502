import { HealthRegistry } from './health-registry';

describe('HealthRegistry', () => {
  it('is ready without any check and while all checks pass', async () => {
    const health = new HealthRegistry();
    expect(await health.notReady()).toEqual([]);
    health.addReadinessCheck('database', () => Promise.resolve());
    expect(await health.notReady()).toEqual([]);
  });

  it('names everything that fails, also what hangs', async () => {
    const health = new HealthRegistry();
    health.addReadinessCheck('database', () => Promise.reject(new Error('connection refused')));
    health.addReadinessCheck('broker', () => new Promise(() => undefined));
    health.addReadinessCheck('keys', () => Promise.resolve());
    expect(await health.notReady(20)).toEqual([
      { name: 'database', message: 'connection refused' },
      { name: 'broker', message: 'gave no answer within 20 ms' },
    ]);
  });

  it('is not ready once the service is stopping', async () => {
    const health = new HealthRegistry();
    health.startDraining();
    expect(await health.notReady()).toEqual([{ name: 'service', message: 'is stopping' }]);
  });
});
