import { nextSlot, phaseOf, type ScheduleKey } from './slot';

const key: ScheduleKey = { targetId: '0197f2a0-0000-7000-8000-00000000000a', function: 'order-download' };
const fiveMinutes = { kind: 'interval' as const, every: 5, unit: 'minutes' as const };
const now = new Date('2026-03-02T09:00:00Z');

describe('interval slots', () => {
  it('lie on one grid, whenever they are computed', () => {
    const first = nextSlot(fiveMinutes, key, now)!;
    const second = nextSlot(fiveMinutes, key, first)!;
    expect(second.getTime() - first.getTime()).toBe(300_000);
    expect(nextSlot(fiveMinutes, key, new Date(first.getTime() + 123_456))).toEqual(second);
  });

  it('skip everything that was missed', () => {
    const afterOutage = new Date('2026-03-02T10:10:00Z');
    const slot = nextSlot(fiveMinutes, key, afterOutage)!;
    expect(slot.getTime()).toBeGreaterThan(afterOutage.getTime());
    expect(slot.getTime() - afterOutage.getTime()).toBeLessThanOrEqual(300_000);
  });

  it('of many targets spread evenly over the interval', () => {
    const tenths = new Array<number>(10).fill(0);
    for (let i = 0; i < 2000; i += 1) {
      const phase = phaseOf({ targetId: `target-${i}`, function: 'inventory' }, 3_600_000);
      tenths[Math.floor(phase / 360_000)]! += 1;
    }
    expect(Math.min(...tenths)).toBeGreaterThan(140);
    expect(Math.max(...tenths)).toBeLessThan(260);
  });

  it('of the functions of one target differ', () => {
    const phases = (['order-download', 'shipment-upload', 'inventory-upload'] as const).map((fn) =>
      phaseOf({ ...key, function: fn }, 300_000),
    );
    expect(new Set(phases).size).toBe(3);
  });
});

describe('other plans', () => {
  it('Automatic sweeps once an hour', () => {
    const first = nextSlot({ kind: 'automatic' }, key, now)!;
    expect(nextSlot({ kind: 'automatic' }, key, first)!.getTime() - first.getTime()).toBe(3_600_000);
  });

  it('off has no slot', () => {
    expect(nextSlot({ kind: 'off' }, key, now)).toBeNull();
  });
});
