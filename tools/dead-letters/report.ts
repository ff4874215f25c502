import type { DeadLetter } from '@crossdock/messaging';

const ERROR_WIDTH = 72;
const RAW_LENGTH = 500;

/** A table with one line per letter. */
export function letterTable(letters: readonly DeadLetter[]): string {
  const rows = letters.map((letter) => [
    letter.id,
    letter.parkedAt.toISOString(),
    letter.queue,
    letter.event?.type ?? '(unreadable)',
    letter.reason,
    String(letter.attempts),
    letter.requeuedAt ? 'requeued' : 'waits',
    shorten(letter.error),
  ]);
  const all = [['ID', 'PARKED AT', 'QUEUE', 'EVENT', 'REASON', 'TRIES', 'STATE', 'ERROR'], ...rows];
  const widths = all[0]!.map((_, column) => Math.max(...all.map((row) => row[column]!.length)));
  return all
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column]!))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** All of one letter. What is sealed in it is left out. */
export function letterDetails(letter: DeadLetter): string {
  const fields = {
    id: letter.id,
    queue: letter.queue,
    reason: letter.reason,
    tries: String(letter.attempts),
    'parked at': letter.parkedAt.toISOString(),
    'requeued at': letter.requeuedAt?.toISOString() ?? 'not since it was parked',
    error: letter.error,
  };
  const head = Object.entries(fields).map(([name, value]) => `${name.padEnd(12)} ${printable(value)}`);
  const content = letter.event
    ? ['event', JSON.stringify(letter.event, hideSealed, 2)]
    : ['what arrived is no event; it begins with', printable(letter.raw?.slice(0, RAW_LENGTH) ?? '')];
  return [...head, '', ...content].join('\n');
}

function hideSealed(name: string, value: unknown): unknown {
  return /^sealed[A-Z]/.test(name) && typeof value === 'string' ? '(sealed)' : value;
}

function shorten(text: string): string {
  const line = printable(text);
  return line.length <= ERROR_WIDTH ? line : `${line.slice(0, ERROR_WIDTH - 3)}...`;
}

/** On one line and without what a terminal would obey. */
function printable(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replace(/\p{Cc}/gu, '?')
    .trim();
}
