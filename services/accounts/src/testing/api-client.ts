import type { z } from 'zod';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** Parsed JSON; null without a body. */
  readonly body: unknown;
}

/** Somebody who uses the API: keeps the cookies and the access token it was given. */
export class ApiClient {
  accessToken: string | null = null;
  refreshToken: string | null = null;

  constructor(private readonly base: string) {}

  get(path: string): Promise<Answer> {
    return this.call('GET', path);
  }

  post(path: string, body?: object): Promise<Answer> {
    return this.call('POST', path, body);
  }

  patch(path: string, body: object): Promise<Answer> {
    return this.call('PATCH', path, body);
  }

  /** @throws z.ZodError when the answer does not fit */
  async read<S extends z.ZodType>(schema: S, path: string): Promise<z.output<S>> {
    return schema.parse((await this.get(path)).body);
  }

  private async call(method: string, path: string, body?: object): Promise<Answer> {
    const headers = new Headers();
    if (this.accessToken !== null) headers.set('authorization', `Bearer ${this.accessToken}`);
    if (this.refreshToken !== null) headers.set('cookie', `crossdock_refresh=${this.refreshToken}`);
    if (body) headers.set('content-type', 'application/json');
    const response = await fetch(`${this.base}/api/v1${path}`, {
      method,
      headers,
      ...(body && { body: JSON.stringify(body) }),
    });
    for (const cookie of response.headers.getSetCookie()) {
      const [, value = ''] = /^crossdock_refresh=([^;]*)/.exec(cookie) ?? [];
      this.refreshToken = value === '' ? null : value;
    }
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      body: text === '' ? null : (JSON.parse(text) as unknown),
    };
  }
}
