import type { NewIntent } from './intent';
import { onlyNewest } from './only-newest';

describe('values of which only the newest counts', () => {
  it('are split into the newest of each key and the rest', () => {
    const value = (connectionId: string, key: string, attempt: number) =>
      ({ connectionId, kind: 'stock', key, attempt }) as NewIntent;
    const [a1, a3, a2, b1] = [value('c', 'A', 1), value('c', 'A', 3), value('c', 'A', 2), value('d', 'A', 1)];
    expect(onlyNewest([a1, a3, a2, b1])).toEqual({ newest: [a3, b1], older: [a1, a2] });
  });
});
