import type { Run } from './schedules.queries';

/** Such as "12 read, 3 done, 1 skipped"; "nothing to do" when all are zero. */
export function countsInWords({ read, done, skipped, failed }: Run['counts']): string {
  const parts = [
    [read, 'read'],
    [done, 'done'],
    [skipped, 'skipped'],
    [failed, 'failed'],
  ] as const;
  const said = parts.filter(([count]) => count > 0).map(([count, word]) => `${count} ${word}`);
  return said.join(', ') || 'nothing to do';
}
