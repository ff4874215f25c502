import { z } from 'zod';
import { ConfigError } from './config.error';
import { zDataKeys } from './data-keys';
import { LOG_LEVELS, type ServiceConfig } from './service-config';
import { SERVICE_NAMES, type ServiceName } from './service-name';

const FIRST_PORT = 4001;

const zUrl = (example: string, ...protocols: string[]) =>
  z
    .string({ error: `give an address such as ${example}` })
    .refine((text) => URL.canParse(text) && protocols.includes(new URL(text).protocol), {
      error: `give an address such as ${example}`,
    });

const zWhole = (minimum: number, maximum: number) =>
  z.coerce
    .number({ error: `give a whole number from ${minimum} to ${maximum}` })
    .refine((value) => Number.isInteger(value) && value >= minimum && value <= maximum, {
      error: `give a whole number from ${minimum} to ${maximum}`,
    });

const zConnectors = z
  .string()
  .transform((text) => text.split(',').map((id) => id.trim()))
  .refine((ids) => ids.every((id) => /^[a-z0-9][a-z0-9-]*$/.test(id)), {
    error: 'give connector ids separated by commas, or leave it out to serve all',
  });

const zEnvironment = z.object({
  DATABASE_URL: zUrl('postgres://user:password@127.0.0.1:5432/crossdock', 'postgres:', 'postgresql:'),
  DATABASE_POOL_SIZE: zWhole(2, 200).default(10),
  AMQP_URL: zUrl('amqp://user:password@127.0.0.1:5672', 'amqp:', 'amqps:'),
  AMQP_PREFIX: z
    .string()
    .regex(/^[A-Za-z0-9._-]{1,40}$/, 'give at most 40 letters, digits, dots, dashes and underscores')
    .default(''),
  HOST: z.string().default('0.0.0.0'),
  PORT: zWhole(0, 65_535).optional(),
  CROSSDOCK_DATA_KEYS: zDataKeys,
  JWKS_URL: zUrl('http://accounts:4001/api/v1/auth/jwks.json', 'http:', 'https:').optional(),
  CONNECTORS: zConnectors.optional(),
  LOG_LEVEL: z.enum(LOG_LEVELS, { error: `give one of ${LOG_LEVELS.join(', ')}` }).default('info'),
  OPEN_ORDER_RECHECK_SECONDS: zWhole(1, 86_400).default(600),
  LEASE_SECONDS: zWhole(3, 600).default(30),
  WRITE_DEADLINE_SECONDS: zWhole(1, 600).optional(),
  WRITE_LOOKUP_DELAY_SECONDS: zWhole(1, 600).optional(),
  WRITE_ABSENT_GRACE_SECONDS: zWhole(1, 3600).optional(),
  WRITE_BACKOFF_SECONDS: zWhole(1, 600).optional(),
  WRITE_BACKOFF_MAX_SECONDS: zWhole(1, 86_400).optional(),
  SCHEDULE_BACKOFF_SECONDS: zWhole(1, 3600).optional(),
  PUBLIC_URL: zUrl('https://hub.example.com', 'http:', 'https:').optional(),
});

/**
 * Reads the configuration of one service.
 * @param env the process's environment by default; an empty variable counts as absent
 * @throws ConfigError naming each bad variable and what to do about it
 */
export function loadServiceConfig(service: ServiceName, env: NodeJS.ProcessEnv = process.env): ServiceConfig {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const parsed = zEnvironment.safeParse(given);
  if (!parsed.success) {
    throw new ConfigError(
      service,
      parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`),
    );
  }
  const values = parsed.data;
  const port = values.PORT ?? FIRST_PORT + SERVICE_NAMES.indexOf(service);
  const accountsPort = service === 'accounts' ? port : FIRST_PORT;
  return {
    service,
    databaseUrl: values.DATABASE_URL,
    databasePoolSize: values.DATABASE_POOL_SIZE,
    amqpUrl: values.AMQP_URL,
    amqpPrefix: values.AMQP_PREFIX,
    host: values.HOST,
    port,
    dataKeys: values.CROSSDOCK_DATA_KEYS,
    jwksUrl: values.JWKS_URL ?? `http://127.0.0.1:${accountsPort}/api/v1/auth/jwks.json`,
    connectors: values.CONNECTORS ?? null,
    openOrderRecheckSeconds: values.OPEN_ORDER_RECHECK_SECONDS,
    leaseSeconds: values.LEASE_SECONDS,
    writes: {
      deadline: values.WRITE_DEADLINE_SECONDS ?? null,
      lookupDelay: values.WRITE_LOOKUP_DELAY_SECONDS ?? null,
      absentGrace: values.WRITE_ABSENT_GRACE_SECONDS ?? null,
      backoff: values.WRITE_BACKOFF_SECONDS ?? null,
      backoffMax: values.WRITE_BACKOFF_MAX_SECONDS ?? null,
    },
    scheduleBackoffSeconds: values.SCHEDULE_BACKOFF_SECONDS ?? null,
    logLevel: values.LOG_LEVEL,
    publicUrl: (values.PUBLIC_URL ?? `http://127.0.0.1:${port}`).replace(/\/+$/, ''),
  };
}
