import { createHmac } from 'node:crypto';
import {
  HttpException,
  Inject,
  Injectable,
  type CallHandler,
  type ExecutionContext,
  type NestInterceptor,
} from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import type { Response } from 'express';
import { catchError, from, mergeMap, of, type Observable } from 'rxjs';
import { DataSource } from 'typeorm';
import type { RequestWithPrincipal } from '../auth/auth.guard';
import { SERVICE_CONFIG, type ServiceConfig } from '../config/service-config';
import { ProblemException } from '../http/problem.exception';
import { IdempotencyStore, type EarlierRequest } from './idempotency-store';

/** A request that still runs after this time was cut off together with its process. */
const CUT_OFF_AFTER_SECONDS = 60;

/**
 * `Idempotency-Key` on POST and PATCH: a repeat within 24 hours gets the first answer again (with the header
 * `Idempotency-Replayed: true`) and has no second effect. A refused request (4xx) changed nothing and frees its key.
 * Only for requests with an account: answers to log-ins are secrets and are not kept.
 */
@Injectable()
export class IdempotencyInterceptor implements NestInterceptor {
  private store: IdempotencyStore | null = null;

  constructor(
    private readonly modules: ModuleRef,
    @Inject(SERVICE_CONFIG) private readonly config: ServiceConfig,
  ) {}

  async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    if (context.getType() !== 'http') return next.handle();
    const request = context.switchToHttp().getRequest<RequestWithPrincipal>();
    const key = request.headers['idempotency-key'];
    if (key === undefined || !['POST', 'PATCH'].includes(request.method) || !request.principal)
      return next.handle();
    const { accountId } = request.principal;
    const response = context.switchToHttp().getResponse<Response>();
    const store = (this.store ??= new IdempotencyStore(this.modules.get(DataSource, { strict: false })));
    const digest = this.digest(request);
    const earlier = await store.claim(accountId, checked(key), digest);
    if (earlier) return of(replay(earlier, digest, response));
    return next.handle().pipe(
      mergeMap((body: unknown) =>
        from(store.done(accountId, checked(key), response.statusCode, body).then(() => body)),
      ),
      catchError(async (error: unknown) => {
        const refused = error instanceof HttpException && error.getStatus() < 500;
        await (refused ? store.release(accountId, checked(key)) : store.failed(accountId, checked(key)));
        throw error;
      }),
    );
  }

  /** Keyed, for a body may hold a password or a store's credentials. */
  private digest({ method, originalUrl, body }: RequestWithPrincipal): Buffer {
    const { current, keys } = this.config.dataKeys;
    return createHmac('sha256', keys[current] as Buffer)
      .update(`${method} ${originalUrl}\n${JSON.stringify(body ?? null)}`)
      .digest();
  }
}

function checked(key: string | string[]): string {
  if (typeof key === 'string' && /^[\x21-\x7e]{1,200}$/.test(key)) return key;
  throw new ProblemException(400, {
    type: 'bad-idempotency-key',
    title: 'Unusable Idempotency-Key',
    detail: 'Give 1 to 200 printable characters without spaces, such as a UUID, once.',
  });
}

function replay(earlier: EarlierRequest, digest: Buffer, response: Response): unknown {
  if (!earlier.digest.equals(digest)) {
    throw new ProblemException(422, {
      type: 'idempotency-key-reused',
      title: 'The Idempotency-Key belongs to another request',
      detail: 'This key came before with another address or body. Use a new key for a new request.',
    });
  }
  if (earlier.state === 'done') {
    response.status(earlier.status ?? 200).setHeader('Idempotency-Replayed', 'true');
    return earlier.body ?? undefined;
  }
  if (earlier.state === 'running' && earlier.ageSeconds < CUT_OFF_AFTER_SECONDS) {
    throw new ProblemException(409, {
      type: 'request-in-progress',
      title: 'The first request still runs',
      detail: 'A request with this key is being worked on. Repeat it in a moment to get its answer.',
      retryAfterSeconds: 1,
    });
  }
  throw new ProblemException(409, {
    type: 'outcome-unknown',
    title: 'The first request did not end well',
    detail:
      'A request with this key failed on our side or was cut off. See whether it took effect, then use a new key.',
  });
}
