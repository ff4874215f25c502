import type { PublishOutcome } from '../event-transport';
import type { WireOutcome } from './amqp-publisher';

/**
 * Publishes events so that none arrives before an earlier one of its key: in waves of which each holds one event per key.
 * Different keys, the usual case, make one wave. When an event is not confirmed, the later ones of its key are held.
 */
export async function publishInOrder(
  keys: readonly string[],
  publish: (indexes: readonly number[]) => Promise<WireOutcome[]>,
): Promise<PublishOutcome[]> {
  const outcomes = keys.map((): PublishOutcome => ({ kind: 'held' }));
  let waiting = keys.map((_, index) => index);
  while (waiting.length > 0) {
    const inWave = new Set<string>();
    const wave: number[] = [];
    const later: number[] = [];
    for (const index of waiting) {
      const key = keys[index]!;
      (inWave.has(key) ? later : wave).push(index);
      inWave.add(key);
    }
    const refusedKeys = new Set<string>();
    for (const [position, outcome] of (await publish(wave)).entries()) {
      const index = wave[position]!;
      outcomes[index] = outcome;
      if (outcome.kind !== 'confirmed') refusedKeys.add(keys[index]!);
    }
    waiting = later.filter((index) => !refusedKeys.has(keys[index]!));
  }
  return outcomes;
}
