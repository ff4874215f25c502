import type { EntityManager } from 'typeorm';

/** What a handler gets beside its events. */
export class HandlerContext {
  constructor(
    /** The transaction that also holds the inbox rows: every change of the handler belongs in it. */
    readonly tx: EntityManager,
    readonly service: string,
    /** `<service>.<lane>` or `<service>.<connector>.<lane>`. */
    readonly queue: string,
  ) {}
}
