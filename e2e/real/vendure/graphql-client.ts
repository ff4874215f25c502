import { request } from 'undici';

/** Runs one GraphQL document and returns its data. */
export type GraphqlClient = <Data>(document: string, variables?: Record<string, unknown>) => Promise<Data>;

/**
 * A client with a session of its own. Throws on `errors`, and on a result that is an error, for the set-up of a test
 * expects neither.
 */
export function graphqlClient(url: string): GraphqlClient {
  let token: string | null = null;
  return async <Data>(document: string, variables: Record<string, unknown> = {}): Promise<Data> => {
    const response = await request(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      },
      body: JSON.stringify({ query: document, variables }),
    });
    const given = response.headers['vendure-auth-token'];
    if (typeof given === 'string') token = given;
    const body = (await response.body.json()) as { data: Data | null; errors?: unknown[] };
    if (body.errors !== undefined || body.data === null) throw refusal(document, body.errors);
    for (const result of Object.values(body.data as object) as ({ errorCode?: string } | null)[])
      if (typeof result?.errorCode === 'string') throw refusal(document, result);
    return body.data;
  };
}

function refusal(document: string, details: unknown): Error {
  return new Error(`Vendure refused: ${JSON.stringify(details)}\n${document}`);
}
