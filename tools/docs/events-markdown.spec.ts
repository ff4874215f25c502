import { readFileSync } from 'node:fs';
import { EVENT_CATALOGUE } from '@crossdock/domain';
import { eventsMarkdown } from './events-markdown';

describe('docs/events.md', () => {
  it('is what the schemas say now (npm run docs writes it)', () => {
    expect(readFileSync('docs/events.md', 'utf8')).toBe(eventsMarkdown(EVENT_CATALOGUE));
  });

  it('has one type and one routing key per event', () => {
    expect(new Set(EVENT_CATALOGUE.map(({ type }) => type)).size).toBe(EVENT_CATALOGUE.length);
    expect(new Set(EVENT_CATALOGUE.map((definition) => definition.binding())).size).toBe(
      EVENT_CATALOGUE.length,
    );
  });
});
