import { z } from 'zod';
import type { HostedConnector } from './hosted-connector';

const zJsonSchema = z.record(z.string(), z.unknown());

export const zConnectorDescription = z.object({
  id: z.string(),
  name: z.string(),
  apiVersion: z.string().describe("The vendor's API version that the connector speaks"),
  apiSunset: z.string().nullable().describe('When the vendor switches that version off, if it said so'),
  documentation: z.string(),
  credentials: zJsonSchema.describe(
    'JSON Schema of the credentials; "format": "secret" marks fields to mask',
  ),
  settings: zJsonSchema.describe('JSON Schema of the settings'),
  capabilities: z.array(
    z.object({
      stream: z.string(),
      direction: z.enum(['pull', 'push']),
      repeatSafety: z.enum(['natural', 'lookup', 'vendor-key']).nullable(),
    }),
  ),
});
export type ConnectorDescription = z.output<typeof zConnectorDescription>;

/** What a form needs to ask for a connection, and what a person may want to know before. */
export function describeConnector({ manifest, capabilities }: HostedConnector): ConnectorDescription {
  return {
    id: manifest.id,
    name: manifest.name,
    apiVersion: manifest.api.version,
    apiSunset: manifest.api.sunset,
    documentation: manifest.api.documentation,
    credentials: z.toJSONSchema(manifest.credentials, { io: 'input' }),
    settings: z.toJSONSchema(manifest.settings, { io: 'input' }),
    capabilities: capabilities.map((capability) => ({ ...capability })),
  };
}
