import { z } from 'zod';
import type { DataKeys } from './service-config';

const KEY_BYTES = 32;
const HOW_TO =
  'give "v1:<base64 of 32 bytes>", more than one separated by commas, the last one seals; make one with: openssl rand -base64 32';

/** Parses `v1:<base64 of 32 bytes>[,v2:...]`. The last key is the current one. */
export const zDataKeys = z.string({ error: HOW_TO }).transform((text, context): DataKeys => {
  const keys: Record<string, Buffer> = {};
  let current = '';
  for (const part of text.split(',')) {
    const [, id, encoded] = /^\s*([A-Za-z0-9_-]{1,32}):([A-Za-z0-9+/_-]+={0,2})\s*$/.exec(part) ?? [];
    const key = Buffer.from(encoded ?? '', 'base64');
    if (id === undefined || key.length !== KEY_BYTES || Object.hasOwn(keys, id)) {
      context.addIssue({ code: 'custom', message: HOW_TO });
      return z.NEVER;
    }
    keys[id] = key;
    current = id;
  }
  return { current, keys };
});
