export { testServers } from '../config/test-servers';
export { freePort } from './free-port';
export { ManualClock } from './manual-clock';
export { testAuth, type TestAuth } from './test-auth';
export { createTestDatabase, type TestDatabase } from './test-database';
export { testServiceConfig } from './test-service-config';
