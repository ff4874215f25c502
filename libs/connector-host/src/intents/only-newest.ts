import type { NewIntent } from './intent';

export function versionKey({
  connectionId,
  kind,
  key,
}: Pick<NewIntent, 'connectionId' | 'kind' | 'key'>): string {
  return `${connectionId}:${kind}:${key}`;
}

/** Splits values into the newest of each key and the rest. */
export function onlyNewest(intents: readonly NewIntent[]): { newest: NewIntent[]; older: NewIntent[] } {
  const newest = new Map<string, NewIntent>();
  for (const intent of intents) {
    const known = newest.get(versionKey(intent));
    if (known === undefined || known.attempt < intent.attempt) newest.set(versionKey(intent), intent);
  }
  const kept = new Set(newest.values());
  return { newest: [...kept], older: intents.filter((intent) => !kept.has(intent)) };
}
