import type { WireOutcome } from './amqp-publisher';
import { publishInOrder } from './publish-in-order';

describe('publishInOrder', () => {
  const waves: number[][] = [];
  beforeEach(() => waves.splice(0));

  async function publish(keys: string[], refused: Record<number, WireOutcome> = {}) {
    return publishInOrder(keys, async (indexes) => {
      waves.push([...indexes]);
      return indexes.map((index) => refused[index] ?? { kind: 'confirmed' });
    });
  }

  it('publishes events of different keys in one window', async () => {
    await publish(['a', 'b', 'c']);
    expect(waves).toEqual([[0, 1, 2]]);
  });

  it('waits for the confirm of an earlier event of the same key', async () => {
    await publish(['a', 'a', 'b', 'a', 'b']);
    expect(waves).toEqual([[0, 2], [1, 4], [3]]);
  });

  it('holds what comes after an event of its key that was not confirmed', async () => {
    const outcomes = await publish(['a', 'b', 'a', 'a', 'b'], {
      0: { kind: 'returned' },
      4: { kind: 'failed', error: 'lost' },
    });
    expect({ waves, outcomes }).toEqual({
      waves: [[0, 1], [4]],
      outcomes: [
        { kind: 'returned' },
        { kind: 'confirmed' },
        { kind: 'held' },
        { kind: 'held' },
        { kind: 'failed', error: 'lost' },
      ],
    });
  });
});
