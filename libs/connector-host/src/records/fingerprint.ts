import { createHash } from 'node:crypto';

/** Digest of JSON-like content, the same for any order of keys. */
export function fingerprint(content: unknown): Buffer {
  return createHash('sha256').update(JSON.stringify(content, sortKeys)).digest();
}

function sortKeys(_: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
