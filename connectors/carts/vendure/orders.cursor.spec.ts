import { advance, orderCursor, startCursor, type OrderCursor } from './orders.cursor';

const NOW = new Date('2026-03-01T12:00:00.000Z');
const START = startCursor(new Date('2026-03-01T00:00:00.000Z'));

describe('the order cursor', () => {
  it('starts one millisecond before the wanted instant, as Vendure reads strictly after', () => {
    expect(START).toEqual({
      since: '2026-03-01T00:00:00.000Z',
      phase: 'placed',
      after: '2026-02-28T23:59:59.999Z',
      skip: 0,
      placedSeen: null,
      changedSeen: null,
    });
    expect(orderCursor.parse(START)).toEqual(START);
  });

  it('goes on one millisecond before the last stamp of a full page', () => {
    const stamps = ['2026-03-01T10:00:00.000Z', '2026-03-01T10:00:05.000Z'];
    expect(advance(START, stamps, true, NOW)).toEqual({
      more: true,
      next: { ...START, after: '2026-03-01T10:00:04.999Z', placedSeen: '2026-03-01T10:00:05.000Z' },
    });
  });

  it('counts on where a full page did not get past one millisecond', () => {
    const tied = { ...START, after: '2026-03-01T10:00:04.999Z', skip: 2 };
    const { next } = advance(tied, ['2026-03-01T10:00:05.000Z', '2026-03-01T10:00:05.000Z'], true, NOW);
    expect(next).toEqual({ ...tied, skip: 4, placedSeen: '2026-03-01T10:00:05.000Z' });
  });

  it('turns to what changed after the last page of placed orders, two minutes before the latest change', () => {
    const cursor: OrderCursor = { ...START, changedSeen: '2026-03-01T11:00:00.000Z', skip: 3 };
    expect(advance(cursor, [], false, NOW)).toEqual({
      more: true,
      next: { ...cursor, phase: 'changed', after: '2026-03-01T10:58:00.000Z', skip: 0 },
    });
  });

  it('ends a round after the last page of changes and starts the next two minutes before the latest placing', () => {
    const cursor: OrderCursor = {
      ...START,
      phase: 'changed',
      placedSeen: '2026-03-01T11:30:00.000Z',
      changedSeen: '2026-03-01T11:00:00.000Z',
    };
    expect(advance(cursor, ['2026-03-01T11:31:00.000Z'], false, NOW)).toEqual({
      more: false,
      next: {
        ...cursor,
        phase: 'placed',
        after: '2026-03-01T11:28:00.000Z',
        skip: 0,
        changedSeen: '2026-03-01T11:31:00.000Z',
      },
    });
  });

  it('never starts before the wanted instant and does not drift back when nothing comes', () => {
    const early: OrderCursor = { ...START, phase: 'changed', placedSeen: '2026-03-01T00:01:00.000Z' };
    const { next } = advance(early, [], false, NOW);
    expect(next.after).toBe('2026-02-28T23:59:59.999Z');
    const rounds = advance(advance(next, [], false, NOW).next, [], false, NOW);
    expect(rounds.next).toEqual(next);
  });

  it('lets no stamp of the future become a mark, nor an older one replace a later', () => {
    const future = advance(START, ['2031-01-01T00:00:00.000Z'], false, NOW).next;
    expect(future.placedSeen).toBe(NOW.toISOString());
    const older = advance(
      { ...START, placedSeen: NOW.toISOString() },
      ['2026-03-01T10:00:00.000Z'],
      false,
      NOW,
    );
    expect(older.next.placedSeen).toBe(NOW.toISOString());
  });
});
