import type { ServiceConfig } from '@crossdock/platform';
import type { CookieOptions, Request, Response } from 'express';
import type { Grant } from './sessions.service';

export const REFRESH_COOKIE = 'crossdock_refresh';

/** Sent to nothing but these routes, by no other site, and out of reach of scripts. */
function attributes({ publicUrl }: ServiceConfig): CookieOptions {
  return {
    httpOnly: true,
    sameSite: 'strict',
    path: '/api/v1/auth',
    secure: publicUrl.startsWith('https:'),
  };
}

export function setRefreshCookie(response: Response, config: ServiceConfig, grant: Grant): void {
  response.cookie(REFRESH_COOKIE, grant.refreshToken, {
    ...attributes(config),
    expires: grant.refreshExpiresAt,
  });
}

export function clearRefreshCookie(response: Response, config: ServiceConfig): void {
  response.clearCookie(REFRESH_COOKIE, attributes(config));
}

/** Null when there is none. */
export function refreshTokenOf(request: Request): string | null {
  const cookies: Readonly<Record<string, unknown>> = request.cookies;
  const token = cookies[REFRESH_COOKIE];
  return typeof token === 'string' && token.length > 0 ? token : null;
}
