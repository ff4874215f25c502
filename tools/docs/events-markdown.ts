import type { EventDefinition } from '@crossdock/domain';
import { z } from 'zod';

/** docs/events.md: every event with its routing key and the JSON Schema of its payload. */
export function eventsMarkdown(catalogue: readonly EventDefinition[]): string {
  const exchange = { facts: 'crossdock.events', work: 'crossdock.work' } as const;
  const rows = catalogue.map(
    ({ type, options }) =>
      `| [${type}](#${anchor(type)}) | \`${exchange[options.channel]}\` | \`${options.subject}.${options.fact}.v${options.version}.<connector>\` |`,
  );
  const sections = catalogue.map((definition) => {
    const schema = z.toJSONSchema(definition.options.schema, { io: 'input' });
    delete schema.$schema;
    return [
      `## ${definition.type}`,
      definition.options.description,
      '```json',
      JSON.stringify(schema, null, 2),
      '```',
    ].join('\n\n');
  });
  return [
    '# Events',
    'Generated from the schemas in `libs/domain/src/events` by `npm run docs`. Facts go to whoever is bound to them; work has one owner. An event is stored in the transaction that makes it true, delivered at least once, and counted once.',
    ['| event | exchange | routing key |', '| --- | --- | --- |', ...rows].join('\n'),
    ...sections,
    '',
  ]
    .join('\n\n')
    .replace(/\n+$/, '\n');
}

function anchor(heading: string): string {
  return heading.toLowerCase().replace(/[^a-z0-9-]/g, '');
}
