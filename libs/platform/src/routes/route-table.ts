import type { ServiceName } from '../config/service-name';

/** Where the merged OpenAPI document of the whole API stands. */
export const OPENAPI_PATH = '/api/v1/openapi.json';

/**
 * Which service answers which resource of `/api/v1`. The ingress of a cluster, the front door of the separate
 * processes and the all-in-one route by this table. Longer prefixes are listed first.
 */
export const ROUTE_TABLE: readonly { pattern: RegExp; service: ServiceName }[] = [
  { pattern: /^\/api\/v1\/openapi\/accounts\.json$/, service: 'accounts' },
  { pattern: /^\/api\/v1\/openapi\/scheduler\.json$/, service: 'scheduler' },
  { pattern: /^\/api\/v1\/openapi\/cart-gateway\.json$/, service: 'cart-gateway' },
  { pattern: /^\/api\/v1\/openapi\/wms-gateway\.json$/, service: 'wms-gateway' },
  { pattern: /^\/api\/v1\/openapi\/sync-ledger\.json$/, service: 'sync-ledger' },
  { pattern: /^\/api\/v1\/merchants\/[^/]+\/proof\b/, service: 'sync-ledger' },
  { pattern: /^\/api\/v1\/(auth|accounts|merchants|users)\b/, service: 'accounts' },
  { pattern: /^\/api\/v1\/(schedules|runs)\b/, service: 'scheduler' },
  { pattern: /^\/api\/v1\/cart-connections\b/, service: 'cart-gateway' },
  { pattern: /^\/api\/v1\/wms-connections\b/, service: 'wms-gateway' },
  { pattern: /^\/api\/v1\//, service: 'sync-ledger' },
];

/** The service that answers a path, or null for a path outside `/api/v1`. */
export function serviceForPath(path: string): ServiceName | null {
  return ROUTE_TABLE.find(({ pattern }) => pattern.test(path))?.service ?? null;
}
