import type { Problem } from '@crossdock/domain';
import { DEFAULT_BACK_OFF } from './back-off';
import {
  concluded,
  isDue,
  renewed,
  signalled,
  startedByHand,
  startedBySlot,
  type ScheduleState,
} from './schedule-state';
import { nextSlot } from './slot';

const now = new Date('2026-03-02T09:00:00Z');
const minutes = (n: number) => new Date(now.getTime() + n * 60_000);
const idle: ScheduleState = {
  targetId: '0197f2a0-0000-7000-8000-00000000000a',
  function: 'order-delivery',
  plan: { kind: 'interval', every: 5, unit: 'minutes' },
  paused: false,
  blocked: null,
  nextRunAt: now,
  activeRunId: null,
  lastRunId: null,
  failures: 0,
  retryAt: null,
};
const automatic: ScheduleState = { ...idle, plan: { kind: 'automatic' }, nextRunAt: minutes(40) };
const transient: Problem = { kind: 'transient', code: 'server-error-502', message: 'Bad gateway.' };
const refused: Problem = { kind: 'misconfigured', code: 'no-such-channel', message: 'No such channel.' };
const slotAfter = (schedule: ScheduleState, at: Date) => nextSlot(schedule.plan, schedule, at);

describe('isDue', () => {
  it.each<[string, Partial<ScheduleState>, boolean]>([
    ['its slot is reached', {}, true],
    ['its slot is to come', { nextRunAt: minutes(1) }, false],
    ['a run is active', { activeRunId: 'r' }, false],
    ['it is paused', { paused: true }, false],
    ['its target is blocked', { blocked: 'needs-reauth' }, false],
    ['it is off', { plan: { kind: 'off' } }, false],
  ])('when %s: %j -> %s', (_, change, expected) => {
    expect(isDue({ ...idle, ...change }, now)).toBe(expected);
  });
});

describe('a start', () => {
  it('by slot moves on to the next slot, however late it is', () => {
    const late = { ...idle, nextRunAt: minutes(-60) };
    expect(startedBySlot(late, 'r', now)).toEqual({
      nextRunAt: slotAfter(idle, now),
      activeRunId: 'r',
      lastRunId: null,
      failures: 0,
      retryAt: null,
    });
  });

  it('by hand leaves the slots alone', () => {
    expect(startedByHand({ ...idle, nextRunAt: minutes(3) }, 'r')).toMatchObject({
      nextRunAt: minutes(3),
      activeRunId: 'r',
    });
  });
});

describe('an end', () => {
  const active = { ...idle, activeRunId: 'r', nextRunAt: minutes(2), failures: 3, retryAt: minutes(-1) };
  const success = { runId: 'r', outcome: 'succeeded', problem: null } as const;
  const failure = { runId: 'r', outcome: 'failed', problem: transient } as const;

  it('in success forgets failures and goes on with the next slot', () => {
    expect(concluded(active, success, now, DEFAULT_BACK_OFF)).toEqual({
      activeRunId: null,
      lastRunId: 'r',
      failures: 0,
      retryAt: null,
      nextRunAt: slotAfter(active, now),
    });
  });

  it('in part counts as success, because what failed is tried again by itself or waits for a person', () => {
    const partial = { ...success, outcome: 'partial', problem: transient } as const;
    expect(concluded(active, partial, now, DEFAULT_BACK_OFF)).toMatchObject({ failures: 0, retryAt: null });
  });

  it('starts what became due meanwhile at once', () => {
    const overdue = { ...active, nextRunAt: minutes(-2) };
    expect(concluded(overdue, success, now, DEFAULT_BACK_OFF)).toMatchObject({ nextRunAt: now });
  });

  it('in failure rests, and tries again at the end of the rest when the trouble may pass', () => {
    expect(concluded(active, failure, now, DEFAULT_BACK_OFF)).toEqual({
      activeRunId: null,
      lastRunId: 'r',
      failures: 4,
      retryAt: minutes(8),
      nextRunAt: minutes(8),
    });
  });

  it('in failure that a person must mend waits for the first slot after the rest', () => {
    const change = concluded(active, { ...failure, problem: refused }, now, DEFAULT_BACK_OFF);
    expect(change).toMatchObject({ retryAt: minutes(8), nextRunAt: slotAfter(active, minutes(8)) });
  });

  it('gives an off schedule no next run', () => {
    const off = { ...active, plan: { kind: 'off' } as const };
    expect(concluded(off, failure, now, DEFAULT_BACK_OFF)).toMatchObject({ nextRunAt: null });
    expect(concluded(off, success, now, DEFAULT_BACK_OFF)).toMatchObject({ nextRunAt: null });
  });

  it('of an older run disturbs nothing', () => {
    expect(concluded({ ...active, activeRunId: 'newer' }, success, now, DEFAULT_BACK_OFF)).toBeNull();
  });
});

describe('a signal that work is ready', () => {
  it('makes an automatic schedule due at once', () => {
    expect(signalled(automatic, now)).toMatchObject({ nextRunAt: now });
  });

  it('waits for the end of the rest after failures', () => {
    expect(signalled({ ...automatic, failures: 1, retryAt: minutes(1) }, now)).toMatchObject({
      nextRunAt: minutes(1),
    });
  });

  it('during a run makes it due again right after, for the run may have looked already', () => {
    const active = { ...automatic, activeRunId: 'r', retryAt: minutes(9) };
    const { nextRunAt } = signalled(active, now);
    const later = minutes(1);
    const end = { runId: 'r', outcome: 'succeeded', problem: null } as const;
    expect(concluded({ ...active, nextRunAt }, end, later, DEFAULT_BACK_OFF)).toMatchObject({
      nextRunAt: later,
    });
  });

  it.each<[string, Partial<ScheduleState>]>([
    ['has an interval', { plan: { kind: 'interval', every: 5, unit: 'minutes' } }],
    ['is paused', { paused: true }],
    ['is blocked', { blocked: 'connection-paused' }],
  ])('does nothing to a schedule that %s', (_, change) => {
    expect(signalled({ ...automatic, ...change }, now)).toMatchObject({ nextRunAt: minutes(40) });
  });
});

describe('a renewed schedule', () => {
  it('that is automatic looks for work at once', () => {
    expect(renewed({ kind: 'automatic' }, idle, now)).toEqual({ nextRunAt: now, failures: 0, retryAt: null });
  });

  it('with an interval starts at its next slot', () => {
    expect(renewed(idle.plan, idle, now).nextRunAt).toEqual(slotAfter(idle, now));
  });
});
