import type { FactoryProvider } from '@nestjs/common';
import { HealthRegistry, type ReadinessCheck } from './health-registry';

/** Provider that makes a service's readiness depend on something: `readinessCheck('broker', () => transport.ready())`. */
export function readinessCheck(name: string, check: ReadinessCheck): FactoryProvider {
  return {
    provide: Symbol(`readiness of ${name}`),
    inject: [HealthRegistry],
    useFactory: (health: HealthRegistry) => health.addReadinessCheck(name, check),
  };
}
