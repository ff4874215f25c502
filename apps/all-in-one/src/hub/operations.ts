import type { INestApplicationContext } from '@nestjs/common';
import {
  HealthRegistry,
  mergeMetrics,
  Metrics,
  METRICS_CONTENT_TYPE,
  notReadyProblem,
  SERVICE_NAMES,
  type NotReady,
  type ServiceName,
} from '@crossdock/platform';

/** What the front door answers by itself. */
export interface Answer {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

export type Answers = ReadonlyMap<string, () => Promise<Answer>>;

/**
 * Health and metrics of the whole process, at the paths that a single service has them.
 * @param apps the services that stand; the others count as starting
 */
export function operations(apps: ReadonlyMap<ServiceName, INestApplicationContext>): Answers {
  return new Map([
    ['/health/live', async () => json(200, { status: 'ok' })],
    ['/health/ready', () => readiness(apps)],
    ['/metrics', () => metrics(apps)],
  ]);
}

export function json(status: number, body: object): Answer {
  const type = status < 400 ? 'application/json' : 'application/problem+json';
  return { status, type, body: JSON.stringify(body) };
}

async function readiness(apps: ReadonlyMap<ServiceName, INestApplicationContext>): Promise<Answer> {
  const notReady = await Promise.all(
    SERVICE_NAMES.map(async (service): Promise<readonly NotReady[]> => {
      const parts = await apps.get(service)?.get(HealthRegistry).notReady();
      if (!parts) return [{ name: service, message: 'is starting' }];
      return parts.map(({ name, message }) => ({ name: `${service}.${name}`, message }));
    }),
  );
  if (notReady.flat().length === 0) return json(200, { status: 'ok' });
  return json(503, notReadyProblem(notReady.flat()).problem);
}

async function metrics(apps: ReadonlyMap<ServiceName, INestApplicationContext>): Promise<Answer> {
  const body = await mergeMetrics([...apps.values()].map((app) => app.get(Metrics)));
  return { status: 200, type: METRICS_CONTENT_TYPE, body };
}
