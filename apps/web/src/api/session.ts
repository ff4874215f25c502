import type { components } from './schema';
import { ApiProblem, problemOf } from './problem';

type Grant = components['schemas']['AccessGrantDto'];
type SignUp = components['schemas']['SignUp'];
export type SessionState = 'unknown' | 'in' | 'out';

/** A token is replaced this long before it ends, so that it does not end on its way. */
const MARGIN_MS = 15_000;
const LOCK = 'crossdock-refresh';

/**
 * Who is logged in. The access token lives in this page's memory alone; a new one comes by a cookie that no script
 * sees. The cookie is replaced each time, so tabs take turns.
 */
export class Session {
  private token: { value: string; until: number } | null = null;
  private renewal: Promise<string | null> | null = null;
  private state: SessionState = 'unknown';
  private readonly listeners = new Set<() => void>();
  private readonly otherTabs = new BroadcastChannel('crossdock-session');

  constructor() {
    this.otherTabs.onmessage = () => this.become('out');
  }

  readonly current = (): SessionState => this.state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** @throws ApiProblem */
  async logIn(email: string, password: string): Promise<void> {
    this.take(await post<Grant>('login', { email, password }));
  }

  /** @throws ApiProblem */
  async signUp(input: SignUp): Promise<void> {
    this.take(await post<Grant>('sign-up', input));
  }

  async logOut(): Promise<void> {
    await post('logout');
    this.become('out');
    this.otherTabs.postMessage('out');
  }

  /** Nobody could say whether somebody is logged in: whoever is there may log in. */
  giveUp(): void {
    if (this.state === 'unknown') this.become('out');
  }

  /** A token that is good for a request now; null when nobody is logged in. */
  async accessToken(): Promise<string | null> {
    if (this.token && Date.now() < this.token.until - MARGIN_MS) return this.token.value;
    return this.renew();
  }

  /** A new token, also when the present one looks good. */
  renew(): Promise<string | null> {
    this.renewal ??= takeTurns(() => this.refresh()).finally(() => (this.renewal = null));
    return this.renewal;
  }

  private async refresh(): Promise<string | null> {
    try {
      return this.take(await post<Grant>('refresh'));
    } catch (error) {
      if (!(error instanceof ApiProblem) || error.status !== 401) throw error;
      this.become('out');
      return null;
    }
  }

  private take({ accessToken, expiresIn }: Grant): string {
    this.token = { value: accessToken, until: Date.now() + expiresIn * 1000 };
    this.become('in');
    return accessToken;
  }

  private become(state: SessionState): void {
    if (state !== 'in') this.token = null;
    if (state === this.state) return;
    this.state = state;
    this.listeners.forEach((listener) => listener());
  }
}

/** Browsers offer locks to pages from https and from this machine only. */
async function takeTurns<T>(work: () => Promise<T>): Promise<T> {
  return 'locks' in navigator ? await navigator.locks.request(LOCK, work) : work();
}

async function post<T>(route: string, body?: object): Promise<T> {
  const response = await fetch(`/api/v1/auth/${route}`, {
    method: 'POST',
    ...(body && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  });
  const answer: unknown = await response.json().catch(() => null);
  if (!response.ok) throw new ApiProblem(problemOf(answer, response.status));
  return answer as T;
}
