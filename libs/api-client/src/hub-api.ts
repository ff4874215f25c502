import { setTimeout as sleep } from 'node:timers/promises';
import { Pool } from 'undici';

/** An answer of the hub's API that is not 2xx, with its problem details. */
export class HubApiError extends Error {
  constructor(
    readonly status: number,
    readonly problem: { type?: string; title?: string; detail?: string; errors?: unknown },
    call: string,
  ) {
    super(`${call}: ${status} ${problem.title ?? ''} ${problem.detail ?? ''}`.trim());
    this.name = 'HubApiError';
  }
}

export interface Credentials {
  email: string;
  password: string;
}

export interface HubPage<T> {
  items: T[];
  next: string | null;
}

type Query = Record<string, string | number | undefined>;

/**
 * Talks to the public API of a hub as one user. Logs in when needed and again when the access token has expired.
 */
export class HubApi {
  private readonly pool: Pool;
  private token: string | null = null;

  /** @param url address of the hub, without `/api/v1` */
  constructor(
    url: string,
    private credentials: Credentials | null = null,
  ) {
    this.pool = new Pool(url, { connections: 8 });
  }

  /** Makes an account with its first user and goes on as that user. */
  async signUp(
    account: Credentials & { kind: 'fulfillment' | 'merchant'; accountName: string },
  ): Promise<void> {
    const granted = await this.send<{ accessToken: string }>('POST', '/auth/sign-up', account, null);
    this.credentials = { email: account.email, password: account.password };
    this.token = granted.accessToken;
  }

  get<T>(path: string, query: Query = {}): Promise<T> {
    const given = Object.entries(query).filter(([, value]) => value !== undefined);
    const search = new URLSearchParams(
      given.map(([name, value]): [string, string] => [name, String(value)]),
    ).toString();
    return this.call<T>('GET', search ? `${path}?${search}` : path);
  }

  post<T>(path: string, body: unknown = {}): Promise<T> {
    return this.call<T>('POST', path, body);
  }

  put<T>(path: string, body: unknown): Promise<T> {
    return this.call<T>('PUT', path, body);
  }

  patch<T>(path: string, body: unknown): Promise<T> {
    return this.call<T>('PATCH', path, body);
  }

  delete(path: string): Promise<void> {
    return this.call<void>('DELETE', path);
  }

  /** Every item of a list, page by page. */
  async all<T>(path: string, query: Query = {}): Promise<T[]> {
    const items: T[] = [];
    for (let cursor: string | null | undefined; cursor !== null;) {
      const page: HubPage<T> = await this.get(path, { limit: 200, ...query, cursor });
      items.push(...page.items);
      cursor = page.next;
    }
    return items;
  }

  async close(): Promise<void> {
    await this.pool.close();
  }

  private async call<T>(
    method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    path: string,
    body?: unknown,
  ): Promise<T> {
    this.token ??= await this.logIn();
    try {
      return await this.send<T>(method, path, body, this.token);
    } catch (error) {
      if (!(error instanceof HubApiError) || error.status !== 401) throw error;
      this.token = await this.logIn();
      return this.send<T>(method, path, body, this.token);
    }
  }

  private async logIn(): Promise<string> {
    const { accessToken } = await this.send<{ accessToken: string }>(
      'POST',
      '/auth/login',
      this.credentials,
      null,
    );
    return accessToken;
  }

  private async send<T>(
    method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    path: string,
    body: unknown,
    token: string | null,
  ): Promise<T> {
    const response = await this.pool.request({
      method,
      path: `/api/v1${path}`,
      headers: {
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      },
      body: body === undefined ? null : JSON.stringify(body),
    });
    const text = await response.body.text();
    const type = String(response.headers['content-type'] ?? '');
    const json: unknown = text !== '' && /json/.test(type) ? JSON.parse(text) : undefined;
    if (response.statusCode >= 300) {
      throw new HubApiError(response.statusCode, (json as HubApiError['problem']) ?? {}, `${method} ${path}`);
    }
    return json as T;
  }
}

/**
 * Asks until the answer is there. What one part of the hub changed reaches the others by events, a moment later.
 * @throws Error that names what was awaited when it did not come in time
 */
export async function eventually<T>(
  what: string,
  ask: () => Promise<T | null | undefined | false>,
  { timeoutMs = 30_000, everyMs = 100 } = {},
): Promise<T> {
  const deadline = Date.now() + timeoutMs;
  let last: unknown;
  for (;;) {
    try {
      const answer = await ask();
      if (answer !== null && answer !== undefined && answer !== false) return answer;
    } catch (error) {
      // Not there yet, for a projection that has not heard of a new thing answers 404 or 409.
      if (!(error instanceof HubApiError) || ![404, 409].includes(error.status)) throw error;
      last = error;
    }
    if (Date.now() > deadline)
      throw new Error(`Waited ${timeoutMs / 1000} s in vain for ${what}.`, { cause: last });
    await sleep(everyMs);
  }
}
