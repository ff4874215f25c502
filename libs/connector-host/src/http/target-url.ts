import { ProblemError } from '@crossdock/connector-sdk';

/**
 * Address of a request, which goes back to what a user typed.
 * @throws ProblemError `misconfigured` unless it is a plain http or https address
 */
export function targetUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (
    url === null ||
    !['http:', 'https:'].includes(url.protocol) ||
    url.username !== '' ||
    url.password !== ''
  ) {
    throw new ProblemError({
      kind: 'misconfigured',
      code: 'bad-address',
      message: 'The address of the server cannot be used.',
      fix: 'Enter an address such as https://shop.example.com, without user name and password in it.',
    });
  }
  return url;
}
