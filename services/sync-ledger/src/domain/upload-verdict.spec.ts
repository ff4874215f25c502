import type { Problem } from '@crossdock/domain';
import { judgeUpload, type UploadStanding, type UploadVerdict } from './upload-verdict';

const problem: Problem = { kind: 'rejected', code: 'no-such-order', message: 'No.' };
const requested: UploadStanding = {
  state: 'requested',
  attempt: 2,
  awaited: true,
  fulfillmentId: null,
  problem: null,
  nextAttemptAt: null,
};
const shown: UploadVerdict = { kind: 'uploaded', attempt: 2, fulfillmentId: 'f' };
const refused: UploadVerdict = { kind: 'failed', attempt: 2, problem, final: true, nextAttemptAt: null };
const later: UploadVerdict = { ...refused, final: false, nextAttemptAt: '2026-03-02T10:00:00Z' };

describe('judgeUpload', () => {
  it.each<[string, UploadStanding, UploadVerdict, object | null]>([
    [
      'is uploaded when the store shows it',
      requested,
      shown,
      { next: { ...requested, state: 'uploaded', awaited: false, fulfillmentId: 'f' }, settles: 'done' },
    ],
    [
      'fails for good when the store refuses',
      requested,
      refused,
      { next: { ...requested, state: 'failed', awaited: false, problem }, settles: 'failed' },
    ],
    [
      'stays asked for while the gateway tries again',
      requested,
      later,
      {
        next: { ...requested, awaited: false, problem, nextAttemptAt: '2026-03-02T10:00:00Z' },
        settles: 'failed',
      },
    ],
    [
      'tells its run only once',
      { ...requested, awaited: false, problem },
      shown,
      { next: { ...requested, state: 'uploaded', awaited: false, fulfillmentId: 'f' }, settles: null },
    ],
    [
      'ends the wait of the run when an earlier attempt succeeded after all',
      requested,
      { ...shown, attempt: 1 },
      { next: { ...requested, state: 'uploaded', awaited: false, fulfillmentId: 'f' }, settles: 'done' },
    ],
    ['ignores a failure of an earlier attempt', requested, { ...refused, attempt: 1 }, null],
    ['ignores a failure while it waits for a new attempt', { ...requested, state: 'pending' }, refused, null],
    ['ignores everything once the store shows it', { ...requested, state: 'uploaded' }, refused, null],
    [
      'believes an earlier attempt that succeeded while a new one is due',
      { ...requested, state: 'pending', awaited: false },
      { ...shown, attempt: 1 },
      { next: { ...requested, state: 'uploaded', awaited: false, fulfillmentId: 'f' }, settles: null },
    ],
  ])('%s', (_, upload, verdict, judged) => {
    expect(judgeUpload(upload, verdict)).toEqual(judged);
  });
});
