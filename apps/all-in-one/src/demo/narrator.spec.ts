import { narrate } from './narrator';
import type { RunView } from './runs';

const run: RunView = {
  id: 'r',
  function: 'order-download',
  merchantId: 'm',
  outcome: 'succeeded',
  finishedAt: '2026-03-01T10:31:05.123Z',
  durationMs: 120,
  counts: { read: 9, done: 2, skipped: 0, failed: 0 },
  problem: null,
};

describe('narrate', () => {
  it('says in words what a run moved', () => {
    expect(narrate(run, 'Harbor Coffee')).toBe(
      '10:31:05  Harbor Coffee    2 new or changed orders downloaded from the shop',
    );
    expect(
      narrate({ ...run, function: 'shipment-upload', counts: { ...run.counts, done: 1 } }, 'Harbor Coffee'),
    ).toBe('10:31:05  Harbor Coffee    tracking of 1 parcel told to the shop');
  });

  it('says what failed and why', () => {
    expect(
      narrate(
        {
          ...run,
          counts: { read: 2, done: 1, skipped: 0, failed: 1 },
          problem: { kind: 'rejected', code: 'unknown-sku', message: 'No such SKU.' },
        },
        'Harbor Coffee',
      ),
    ).toBe(
      '10:31:05  Harbor Coffee    1 new or changed order downloaded from the shop; 1 failed; order-download: No such SKU.',
    );
  });

  it('keeps silent about runs that moved nothing and about runs that go on', () => {
    expect(narrate({ ...run, counts: { read: 9, done: 0, skipped: 0, failed: 0 } }, 'x')).toBeNull();
    expect(narrate({ ...run, finishedAt: null }, 'x')).toBeNull();
  });
});
