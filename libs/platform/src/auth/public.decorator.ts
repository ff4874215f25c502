import { SetMetadata, type CustomDecorator } from '@nestjs/common';

export const PUBLIC_ROUTE = Symbol('PublicRoute');

/** Opens a route, or all routes of a controller, to callers without an access token. */
export function Public(): CustomDecorator<symbol> {
  return SetMetadata(PUBLIC_ROUTE, true);
}
