import type { Settings } from './manifest';

/** The Admin API's address in one spelling: no user info, query, fragment or slash at the end. */
export function adminApiUrl(settings: Settings): string {
  const url = new URL(settings.adminApiUrl);
  const path = url.pathname.replace(/\/+$/, '');
  return `${url.origin}${path === '' ? '/admin-api' : path}`;
}

/** Address and channel: two channels of one shop are two stores. */
export function storeIdentity(settings: Settings): string {
  const channel = settings.channelToken === undefined ? '' : `#${settings.channelToken}`;
  return `${adminApiUrl(settings)}${channel}`;
}
