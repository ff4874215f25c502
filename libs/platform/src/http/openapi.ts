import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { cleanupOpenApiDoc } from 'nestjs-zod';
import { z } from 'zod';
import type { ServiceName } from '../config/service-name';
import { zProblemDetails } from './problem.exception';
import { zodSchemas } from './zod-schemas';

const SCHEMAS = '#/components/schemas/';
const ANSWER_SUFFIX = '_Output';
const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;

type Schemas = NonNullable<NonNullable<OpenAPIObject['components']>['schemas']>;

/** OpenAPI document of one service, made from its controllers and zod schemas. */
export function openApiDocument(app: INestApplication, service: ServiceName): OpenAPIObject {
  const base = new DocumentBuilder()
    .setTitle(`Crossdock: ${service}`)
    .setVersion('1')
    .addBearerAuth()
    .addSecurityRequirements('bearer')
    .build();
  const document = cleanupOpenApiDoc(SwaggerModule.createDocument(app, base));
  return withProblems(withShortNames(withZodSchemas(document, app)));
}

function withZodSchemas(document: OpenAPIObject, app: INestApplication): OpenAPIObject {
  const own = zodSchemas(app);
  const schemas = Object.fromEntries(
    Object.entries(schemasOf(document)).map(([name, schema]) => [name, own.get(name) ?? schema]),
  ) as Schemas;
  return { ...document, components: { ...document.components, schemas } };
}

/** Names the schema of an answer like its class, wherever the schema of a request does not have that name. */
function withShortNames(document: OpenAPIObject): OpenAPIObject {
  const schemas = schemasOf(document);
  const nameFor = (name: string): string => {
    const short = name.endsWith(ANSWER_SUFFIX) ? name.slice(0, -ANSWER_SUFFIX.length) : name;
    return short in schemas ? name : short;
  };
  const renamed = Object.fromEntries(
    Object.entries(schemas).map(([name, schema]) => [nameFor(name), schema]),
  );
  const text = JSON.stringify({ ...document, components: { ...document.components, schemas: renamed } });
  return JSON.parse(text, (key, value: unknown) =>
    key === '$ref' && typeof value === 'string' && value.startsWith(SCHEMAS)
      ? `${SCHEMAS}${nameFor(value.slice(SCHEMAS.length))}`
      : value,
  );
}

/** Says of every operation that its errors are problem details. */
function withProblems(document: OpenAPIObject): OpenAPIObject {
  for (const path of Object.values(document.paths)) {
    for (const method of METHODS) {
      const responses = path[method]?.responses;
      if (responses) {
        responses['default'] = {
          description: 'Any error',
          content: { 'application/problem+json': { schema: { $ref: `${SCHEMAS}ProblemDetails` } } },
        };
      }
    }
  }
  const problemDetails: unknown = z.toJSONSchema(zProblemDetails, { target: 'openapi-3.0' });
  const schemas = { ...schemasOf(document), ProblemDetails: problemDetails } as Schemas;
  return { ...document, components: { ...document.components, schemas } };
}

function schemasOf({ components }: OpenAPIObject): Schemas {
  return components?.schemas ?? {};
}
