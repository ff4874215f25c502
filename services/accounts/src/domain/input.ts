import { z } from 'zod';

/** Name of an account or a merchant, as people read it. */
export const zName = z
  .string()
  .trim()
  .min(1, { error: 'give a name' })
  .max(100, { error: 'give at most 100 characters' })
  .regex(/^\P{Cc}*$/u, { error: 'leave out line breaks and control characters' });

/** E-mail address in the one form in which it is stored and compared. */
export const zEmail = z
  .string()
  .trim()
  .toLowerCase()
  .max(254, { error: 'give at most 254 characters' })
  .check(z.email({ error: 'give an e-mail address such as ada@example.com' }));

/** A password that somebody chooses. What it may not be is said by the password rules. */
export const zNewPassword = z
  .string()
  .min(12, { error: 'use at least 12 characters; a few unrelated words are easy to remember' })
  .max(128, { error: 'use at most 128 characters' });
