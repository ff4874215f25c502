import { connectionState, problem } from '@crossdock/domain';
import { pageQuery, zPage } from '@crossdock/platform';
import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { zConnectorDescription } from '../catalogue/describe-connector';
import type { Connection } from './connection';

const zFields = z.record(z.string(), z.unknown());
const zName = z.string().trim().min(1).max(100);

const zCreateConnection = z.strictObject({
  merchantId: z.uuid(),
  connector: z.string().min(1).max(100),
  name: zName.describe('What people call the store or warehouse'),
  credentials: zFields.describe("As the connector's JSON Schema says. Stored encrypted, never returned"),
  settings: zFields.default({}).describe("As the connector's JSON Schema says"),
  readSince: z.iso
    .datetime({ offset: true })
    .optional()
    .describe('Records older than this are not asked for; 30 days ago unless given'),
});
export type CreateConnection = z.output<typeof zCreateConnection>;
export class CreateConnectionDto extends createZodDto(zCreateConnection) {}

const zUpdateConnection = z.strictObject({
  name: zName.optional(),
  credentials: zFields.optional().describe('All of them; what was stored before is replaced'),
  settings: zFields.optional().describe('All of them'),
});
export type UpdateConnection = z.output<typeof zUpdateConnection>;
export class UpdateConnectionDto extends createZodDto(zUpdateConnection) {}

const zConnection = z.object({
  id: z.uuid(),
  merchantId: z.uuid(),
  connector: z.string(),
  name: z.string(),
  settings: zFields,
  identity: z.string().describe('What the connector calls the store or warehouse'),
  state: connectionState,
  problem: problem.nullable().describe('Why the state is needs_reauth'),
  revision: z.int(),
  readSince: z.iso.datetime(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
});
export type ConnectionView = z.output<typeof zConnection>;
export class ConnectionDto extends createZodDto(zConnection) {}
export class ConnectionPageDto extends createZodDto(zPage(zConnection)) {}

const zConnectionQuery = pageQuery.extend({ merchantId: z.uuid().optional() });
export type ConnectionQuery = z.output<typeof zConnectionQuery>;
export class ConnectionQueryDto extends createZodDto(zConnectionQuery) {}

const zReport = z.object({
  identity: z.string().describe("The store's or warehouse's own name or address"),
  notes: z.array(z.string()).describe('What was found out: version, locations, permissions'),
});
export class ConnectionReportDto extends createZodDto(zReport) {}

export class ConnectorListDto extends createZodDto(z.object({ items: z.array(zConnectorDescription) })) {}

/** A connection as the API shows it. */
export function viewOf(connection: Connection): ConnectionView {
  return {
    id: connection.id,
    merchantId: connection.merchantId,
    connector: connection.connector,
    name: connection.name,
    settings: connection.settings as Record<string, unknown>,
    identity: connection.identity,
    state: connection.state,
    problem: connection.problem,
    revision: connection.revision,
    readSince: connection.readSince.toISOString(),
    createdAt: connection.createdAt.toISOString(),
    updatedAt: connection.updatedAt.toISOString(),
  };
}
