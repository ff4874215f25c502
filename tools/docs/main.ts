import { writeFileSync } from 'node:fs';
import { EVENT_CATALOGUE } from '@crossdock/domain';
import { eventsMarkdown } from './events-markdown';
import { openApi } from './openapi';

async function main(): Promise<void> {
  writeFileSync('docs/events.md', eventsMarkdown(EVENT_CATALOGUE));
  console.log(`docs/events.md: ${EVENT_CATALOGUE.length} events`);
  const document = await openApi();
  writeFileSync('docs/openapi.json', `${JSON.stringify(document, null, 2)}\n`);
  console.log(`docs/openapi.json: ${Object.keys(document.paths).length} paths`);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
