import { writeFileSync } from 'node:fs';
import { EVENT_CATALOGUE } from '@crossdock/domain';
import { eventsMarkdown } from './events-markdown';

writeFileSync('docs/events.md', eventsMarkdown(EVENT_CATALOGUE));
console.log(`docs/events.md: ${EVENT_CATALOGUE.length} events`);
