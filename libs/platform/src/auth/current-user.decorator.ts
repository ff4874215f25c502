import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { RequestWithPrincipal } from './auth.guard';
import type { Principal } from './principal';

/** The caller: `@CurrentUser() user: Principal`. Only on routes that are not public. */
export const CurrentUser = createParamDecorator((_: unknown, context: ExecutionContext): Principal => {
  const { principal } = context.switchToHttp().getRequest<RequestWithPrincipal>();
  if (!principal) throw new Error('@CurrentUser() was used on a public route.');
  return principal;
});
