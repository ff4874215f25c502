import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Request } from 'express';
import type { Principal } from './principal';
import { PUBLIC_ROUTE } from './public.decorator';
import { TokenVerifier, unauthenticated } from './token-verifier';

export type RequestWithPrincipal = Request & { principal?: Principal };

/** Lets nobody in without a good access token, except on public routes. Active on every route of every service. */
@Injectable()
export class AuthGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly tokens: TokenVerifier,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (this.reflector.getAllAndOverride<boolean>(PUBLIC_ROUTE, [context.getHandler(), context.getClass()])) {
      return true;
    }
    const request = context.switchToHttp().getRequest<RequestWithPrincipal>();
    const [, token] = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/i.exec(request.headers.authorization ?? '') ?? [];
    if (token === undefined) throw unauthenticated('There is no access token.');
    request.principal = await this.tokens.verify(token);
    return true;
  }
}
