/** The five services, each with a schema, a role and a port of its own. */
export const SERVICE_NAMES = ['accounts', 'scheduler', 'cart-gateway', 'wms-gateway', 'sync-ledger'] as const;

export type ServiceName = (typeof SERVICE_NAMES)[number];

/** PostgreSQL schema of a service, such as `cart_gateway`. */
export function schemaOf(service: ServiceName): string {
  return service.replaceAll('-', '_');
}

/** PostgreSQL role that owns the schema and that the service works as, such as `crossdock_cart_gateway`. */
export function roleOf(service: ServiceName): string {
  return `crossdock_${schemaOf(service)}`;
}
