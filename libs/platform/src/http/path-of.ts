import type { IncomingMessage } from 'node:http';

/** The path of a request as it was sent, without its query; also of addresses that are no URL, such as `//`. */
export function pathOf({ url = '/' }: IncomingMessage): string {
  return url.split('?', 1)[0] as string;
}
