import { z } from 'zod';
import { defineEvent } from '@crossdock/domain';

const item = z.object({ item: z.string(), revision: z.int(), connector: z.string().nullable() });

const common = {
  version: 1,
  schema: item,
  connector: (payload: z.output<typeof item>) => payload.connector,
  key: (payload: z.output<typeof item>) => payload.item,
  identity: (payload: z.output<typeof item>) => `${payload.item}:${payload.revision}`,
};

/** Events that only the suite tells. */
export const ItemCounted = defineEvent({
  ...common,
  type: 'ItemCounted',
  channel: 'facts',
  subject: 'item',
  fact: 'counted',
  description: 'Somebody counted an item.',
});

export const ItemMoved = defineEvent({
  ...common,
  type: 'ItemMoved',
  channel: 'facts',
  subject: 'item',
  fact: 'moved',
  description: 'Somebody moved an item.',
});

export const MoveRequested = defineEvent({
  ...common,
  type: 'MoveRequested',
  channel: 'work',
  subject: 'move',
  fact: 'requested',
  description: 'Somebody is to move an item.',
});

const OCCURRED_AT = new Date('2026-03-01T12:00:00.000Z');

export function counted(name: string, revision = 1, connector: string | null = null) {
  return ItemCounted.create({ item: name, revision, connector }, OCCURRED_AT);
}

export function moved(name: string, revision = 1, connector: string | null = null) {
  return ItemMoved.create({ item: name, revision, connector }, OCCURRED_AT);
}

export function moveRequested(name: string, revision = 1, connector: string | null = null) {
  return MoveRequested.create({ item: name, revision, connector }, OCCURRED_AT);
}
