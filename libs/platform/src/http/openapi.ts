import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { cleanupOpenApiDoc } from 'nestjs-zod';
import type { ServiceName } from '../config/service-name';

/** OpenAPI document of one service, made from its controllers and zod schemas. */
export function openApiDocument(app: INestApplication, service: ServiceName): OpenAPIObject {
  const base = new DocumentBuilder()
    .setTitle(`Crossdock: ${service}`)
    .setVersion('1')
    .addBearerAuth()
    .addSecurityRequirements('bearer')
    .build();
  return cleanupOpenApiDoc(SwaggerModule.createDocument(app, base));
}
