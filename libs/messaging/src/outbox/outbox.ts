import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { DomainEvent } from '@crossdock/domain';
import { MESSAGING_OPTIONS, type MessagingOptions } from '../messaging-options';

/** Where a service tells facts: in the transaction of the change that they report. */
@Injectable()
export class Outbox {
  constructor(@Inject(MESSAGING_OPTIONS) private readonly options: Pick<MessagingOptions, 'relay'>) {}

  /**
   * Writes events, in the order given, with one statement; they are published after the commit.
   * @throws Error when `tx` is not inside a transaction: a bug of the caller.
   */
  async add(tx: EntityManager, events: readonly DomainEvent[]): Promise<void> {
    if (!tx.queryRunner?.isTransactionActive) {
      throw new Error(
        'Outbox.add needs the EntityManager of a running transaction: an event must commit with its change',
      );
    }
    if (events.length === 0) return;
    await tx.query('INSERT INTO outbox (key, event) SELECT * FROM unnest($1::text[], $2::json[])', [
      events.map((event) => event.key),
      events.map((event) => JSON.stringify(event)),
    ]);
    if (this.options.relay?.notify) await tx.query("SELECT pg_notify('outbox_' || current_schema(), '')");
  }
}
