import type { INestApplication } from '@nestjs/common';
import { ModulesContainer } from '@nestjs/core';
import type { ZodDto } from 'nestjs-zod';
import { z } from 'zod';

const ANSWERS = 'swagger/apiResponse';
const PARAMETER_TYPES = 'design:paramtypes';
const OUTPUT_SUFFIX = '_Output';

/**
 * OpenAPI 3.0 schemas of every class made by `createZodDto` that a controller takes or answers, by the class's name.
 * Zod writes them itself: what nestjs-zod 5.5 makes of zod 4.6 turns a nullable text into a list of texts.
 */
export function zodSchemas(app: INestApplication): ReadonlyMap<string, object> {
  return new Map(
    controllersOf(app)
      .flatMap(classesOf)
      .filter(isZodDto)
      .map((dto) => {
        const io = dto.name.endsWith(OUTPUT_SUFFIX) ? 'output' : 'input';
        return [dto.name, z.toJSONSchema(dto.schema as z.ZodType, { io, target: 'openapi-3.0' })];
      }),
  );
}

function controllersOf(app: INestApplication): object[] {
  return [...app.get(ModulesContainer).values()].flatMap((module) =>
    [...module.controllers.values()].flatMap(({ metatype }) =>
      metatype ? [metatype.prototype as object] : [],
    ),
  );
}

/** Classes of what the methods of a controller take and answer. */
function classesOf(controller: object): unknown[] {
  return Object.getOwnPropertyNames(controller).flatMap((name) => {
    const method: unknown = Object.getOwnPropertyDescriptor(controller, name)?.value;
    if (typeof method !== 'function') return [];
    const taken = (Reflect.getMetadata(PARAMETER_TYPES, controller, name) ?? []) as unknown[];
    const answers = (Reflect.getMetadata(ANSWERS, method) ?? {}) as Record<string, { type?: unknown }>;
    return [...taken, ...Object.values(answers).flatMap(({ type }) => type)];
  });
}

function isZodDto(type: unknown): type is ZodDto & { name: string } {
  return typeof type === 'function' && 'isZodDto' in type && type.isZodDto === true;
}
