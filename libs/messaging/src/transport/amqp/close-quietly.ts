import type { EventEmitter } from 'node:events';

/**
 * Closes a connection or a channel. That the other side has closed it already is no error; and when the connection breaks
 * in the middle, no answer comes but the 'close' event.
 */
export async function closeQuietly(closable: EventEmitter & { close(): Promise<void> }): Promise<void> {
  const closed = new Promise<void>((resolve) => closable.once('close', () => resolve()));
  await Promise.race([closable.close().catch(() => undefined), closed]);
}
