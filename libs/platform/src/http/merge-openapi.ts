import type { OpenAPIObject } from '@nestjs/swagger';

/**
 * One document for the whole public API out of the services' own. Schemas of one name that differ between services get
 * the service's name in front.
 * @param documents by service name, such as `sync-ledger`
 */
export function mergeOpenApi(documents: Readonly<Record<string, OpenAPIObject>>): OpenAPIObject {
  const [first] = Object.values(documents);
  if (!first) throw new RangeError('there is no document to merge');
  const merged: OpenAPIObject = {
    ...first,
    info: {
      ...first.info,
      title: 'Crossdock',
      description: 'Orders, shipments and stock between carts and warehouses.',
    },
    paths: {},
    components: { ...first.components, schemas: {} },
  };
  const schemas: Record<string, unknown> = {};
  for (const [service, document] of Object.entries(documents)) {
    const own = document.components?.schemas ?? {};
    const clashing = Object.keys(own).filter(
      (name) => name in schemas && JSON.stringify(schemas[name]) !== JSON.stringify(own[name]),
    );
    const renamed = renameSchemas(
      document,
      new Map(clashing.map((name) => [name, `${pascal(service)}${name}`])),
    );
    Object.assign(schemas, renamed.components?.schemas);
    Object.assign(merged.paths, renamed.paths);
  }
  return { ...merged, components: { ...merged.components, schemas: schemas as never } };
}

function renameSchemas(document: OpenAPIObject, names: ReadonlyMap<string, string>): OpenAPIObject {
  if (names.size === 0) return document;
  const REF = '#/components/schemas/';
  const copy = JSON.parse(JSON.stringify(document), (key, value: unknown) => {
    if (key !== '$ref' || typeof value !== 'string' || !value.startsWith(REF)) return value;
    const name = value.slice(REF.length);
    return REF + (names.get(name) ?? name);
  }) as OpenAPIObject;
  const schemas = Object.entries(copy.components?.schemas ?? {}).map(([name, schema]) => [
    names.get(name) ?? name,
    schema,
  ]);
  return { ...copy, components: { ...copy.components, schemas: Object.fromEntries(schemas) as never } };
}

function pascal(kebab: string): string {
  return kebab.replace(/(^|-)([a-z])/g, (_, __, letter: string) => letter.toUpperCase());
}
