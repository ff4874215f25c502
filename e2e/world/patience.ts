import { eventually, HubApiError } from '@crossdock/api-client';

const NETWORK = ['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET'];
const AWAY = [502, 503];

/** The hub, or a part of it, is not there at the moment: it was stopped or killed. */
export function isAway(error: unknown): boolean {
  if (error instanceof HubApiError) return AWAY.includes(error.status);
  // Errors of Node itself are no instances of this realm's Error.
  return NETWORK.includes(String((error as { code?: unknown }).code));
}

/** Asks until the answer is yes, also of a hub that is away now and then. */
export function inTheEnd(what: string, ask: () => Promise<boolean>, timeoutMs: number): Promise<boolean> {
  const patiently = async () => {
    try {
      return await ask();
    } catch (error) {
      if (isAway(error)) return false;
      throw error;
    }
  };
  return eventually(what, patiently, { timeoutMs, everyMs: 250 });
}
