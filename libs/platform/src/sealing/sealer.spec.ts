import { z } from 'zod';
import { Sealer } from './sealer';
import { SealingError } from './sealing.error';

const v1 = Buffer.alloc(32, 1);
const v2 = Buffer.alloc(32, 2);
const sealer = new Sealer({ current: 'v1', keys: { v1 } });

describe('Sealer', () => {
  it('opens what it sealed', () => {
    expect(sealer.open(sealer.seal('naïve café 🚚', 'here'), 'here')).toBe('naïve café 🚚');
  });

  it('opens an object through its schema', () => {
    const recipient = { name: 'Ada', city: 'London' };
    const schema = z.object({ name: z.string(), city: z.string() });
    expect(sealer.openAs(schema, sealer.seal(recipient, 'order:1'), 'order:1')).toEqual(recipient);
  });

  it('seals the same text differently each time and shows nothing of it', () => {
    const [one, two] = [sealer.seal('secret', 'x'), sealer.seal('secret', 'x')];
    expect(one).not.toBe(two);
    expect(one).toMatch(/^s1\.v1\.[\w-]{80}\.[\w-]+$/);
  });

  it('opens what an older key sealed after a new key became current', () => {
    const rotated = new Sealer({ current: 'v2', keys: { v1, v2 } });
    expect(rotated.open(sealer.seal('old', 'x'), 'x')).toBe('old');
    expect(rotated.seal('new', 'x')).toMatch(/^s1\.v2\./);
  });

  it('names the missing key and nothing else', () => {
    const other = new Sealer({ current: 'v2', keys: { v2 } });
    expect(() => other.open(sealer.seal('secret', 'x'), 'x')).toThrow(
      new SealingError('Data key "v1" is missing: put it back into CROSSDOCK_DATA_KEYS.'),
    );
  });

  it('does not open a text that was moved to another place', () => {
    expect(() => sealer.open(sealer.seal('secret', 'row:1'), 'row:2')).toThrow(SealingError);
  });

  it('does not open a text of which any part was changed', () => {
    const sealed = sealer.seal('secret', 'x');
    for (const index of [0, 4, 8, 60, sealed.length - 3]) {
      const changed = `${sealed.slice(0, index)}${sealed[index] === 'A' ? 'B' : 'A'}${sealed.slice(index + 1)}`;
      expect(() => sealer.open(changed, 'x')).toThrow(SealingError);
    }
  });

  it('does not open a text whose key id was renamed to another good key', () => {
    const both = new Sealer({ current: 'v1', keys: { v1, v2: v1 } });
    expect(() => both.open(both.seal('secret', 'x').replace('.v1.', '.v2.'), 'x')).toThrow(SealingError);
  });

  it.each(['', 'plain', 's1.v1', 's1.v1.AA.AA', 's1.v1.a.b.c', 's2.v1.a.b'])(
    'refuses %p, which is no sealed text',
    (text) => {
      expect(() => sealer.open(text, 'x')).toThrow(SealingError);
    },
  );
});
