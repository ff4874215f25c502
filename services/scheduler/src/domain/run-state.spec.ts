import { finished, givenUp, progressed, RUN_LOST, type RunState } from './run-state';

const start = new Date('2026-03-02T09:00:00Z');
const now = new Date('2026-03-02T09:05:00Z');
const none = { read: 0, done: 0, skipped: 0, failed: 0 };
const counts = { read: 9, done: 7, skipped: 1, failed: 1 };
const active: RunState = {
  startedAt: start,
  heartbeatAt: start,
  beat: 2,
  finishedAt: null,
  outcome: null,
  lost: false,
  counts: none,
  problem: null,
};
const report = { at: new Date('2026-03-02T09:04:00Z'), outcome: 'succeeded', counts, problem: null } as const;
const ended: RunState = { ...active, finishedAt: now, outcome: 'succeeded' };

describe('a heartbeat', () => {
  it('renews the run', () => {
    expect(progressed(active, { beat: 3, counts }, now)).toEqual({ beat: 3, counts, heartbeatAt: now });
  });

  it('that was overtaken changes nothing', () => {
    expect(progressed(active, { beat: 2, counts }, now)).toBeNull();
    expect(progressed(ended, { beat: 9, counts }, now)).toBeNull();
  });
});

describe('a final report', () => {
  it('ends the run when its owner says it ended', () => {
    expect(finished(active, report, now)).toEqual({
      outcome: 'succeeded',
      counts,
      problem: null,
      finishedAt: report.at,
    });
  });

  it('never ends it before its start or in the future, whatever the clock of its owner shows', () => {
    expect(finished(active, { ...report, at: new Date('2026-03-02T08:00:00Z') }, now)?.finishedAt).toEqual(
      start,
    );
    expect(finished(active, { ...report, at: new Date('2026-03-02T10:00:00Z') }, now)?.finishedAt).toEqual(
      now,
    );
  });

  it('counts once', () => {
    expect(finished(ended, report, now)).toBeNull();
  });

  it('of a lost run is recorded after all', () => {
    const lost = { ...active, ...givenUp(active, now) };
    expect(finished(lost, report, now)).toMatchObject({ outcome: 'succeeded', problem: null });
  });
});

describe('giving up', () => {
  it('fails the run with a problem that says what to do', () => {
    expect(givenUp(active, now)).toEqual({
      lost: true,
      outcome: 'failed',
      problem: RUN_LOST,
      finishedAt: now,
    });
  });

  it('leaves an ended run alone', () => {
    expect(givenUp(ended, now)).toBeNull();
  });
});
