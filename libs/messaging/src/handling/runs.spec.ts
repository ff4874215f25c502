import { counted } from '../testing/suite/suite-events';
import type { BoundHandler } from './queue-plan';
import { splitIntoRuns } from './runs';

describe('splitIntoRuns', () => {
  const handler = (lane: string): BoundHandler => ({ lane, definitions: [], call: async () => undefined });
  const one = handler('one');
  const other = handler('other');
  const read = (name: string, handledBy = one, redeliveries = 0) => {
    const event = counted(name);
    return {
      delivery: { event, raw: '', attempt: 1, redeliveries, requeued: false },
      handler: handledBy,
      event,
    };
  };
  const runs = (...reads: ReturnType<typeof read>[]) =>
    splitIntoRuns(reads, 3).map((run) => run.map(({ event }) => event.key));

  it('keeps what one handler gets together', () => {
    expect(runs(read('a'), read('b'), read('c'))).toEqual([['a', 'b', 'c']]);
  });

  it('keeps the order between handlers', () => {
    expect(runs(read('a'), read('b', other), read('c', other), read('d'))).toEqual([
      ['a'],
      ['b', 'c'],
      ['d'],
    ]);
  });

  it('puts each suspect alone', () => {
    expect(runs(read('a'), read('b', one, 3), read('c', one, 4), read('d'), read('e', one, 2))).toEqual([
      ['a'],
      ['b'],
      ['c'],
      ['d', 'e'],
    ]);
  });
});
