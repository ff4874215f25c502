import { Inject, Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { DomainEvent } from '@crossdock/domain';
import { Outbox } from '../../outbox/outbox';
import { type ClaimedRow, OutboxStore } from '../../outbox/outbox-store';
import type { Defect } from './defect';

type Claim = Awaited<ReturnType<OutboxStore['claim']>>;

/** Claims rows by a condition, without lease, guard or lock. */
abstract class NaiveStore extends OutboxStore {
  constructor(protected readonly db: DataSource) {
    super(db);
  }

  protected async claimWhere(condition: string, limit: number, parameters: unknown[] = []): Promise<Claim> {
    const [rows]: [{ seq: string; event: DomainEvent; refusals: number }[]] = await this.db.query(
      `WITH due AS (SELECT seq FROM outbox WHERE ${condition} ORDER BY seq LIMIT ${limit})
       UPDATE outbox SET token = 0 FROM due WHERE outbox.seq = due.seq
       RETURNING outbox.seq, event, refusals`,
      parameters,
    );
    const claimed = rows.map(({ seq, event, refusals }): ClaimedRow => {
      return { seq, event, refusals, queue: null, attempt: 1, redeliveries: 0 };
    });
    return { token: '0', rows: claimed.sort((one, other) => Number(one.seq) - Number(other.seq)) };
  }
}

@Injectable()
class ReadsByCursor extends NaiveStore {
  private last = '0';

  constructor(db: DataSource) {
    super(db);
  }

  override async claim(limit: number): Promise<Claim> {
    const claim = await this.claimWhere('seq > $1', limit, [this.last]);
    this.last = claim?.rows.at(-1)?.seq ?? this.last;
    return claim;
  }
}

@Injectable()
class ClaimsWithoutLease extends NaiveStore {
  constructor(db: DataSource) {
    super(db);
  }

  override claim(limit: number): Promise<Claim> {
    return this.claimWhere('available_at <= now()', limit);
  }
}

@Injectable()
class ClaimsWithoutOrder extends NaiveStore {
  constructor(db: DataSource) {
    super(db);
  }

  /** Each key's events of one window are in order; what waits from an earlier window is overtaken. */
  override claim(limit: number): Promise<Claim> {
    return this.claimWhere('available_at <= now() AND token IS NULL', limit);
  }
}

@Injectable()
class DeletesBeforeConfirm extends OutboxStore {
  constructor(db: DataSource) {
    super(db);
  }

  override async claim(limit: number, leaseMs: number): Promise<Claim> {
    const claim = await super.claim(limit, leaseMs);
    if (claim)
      await this.delete(
        claim.token,
        claim.rows.map(({ seq }) => seq),
      );
    return claim;
  }
}

@Injectable()
class TellsOutsideTheTransaction extends Outbox {
  constructor(@Inject(DataSource) private readonly db: DataSource) {
    super({});
  }

  override add(_: EntityManager, events: readonly DomainEvent[]): Promise<void> {
    return this.db.transaction((tx) => super.add(tx, events));
  }
}

export const outboxDefects: readonly Defect[] = [
  {
    name: 'the outbox is read by id > cursor',
    replaceParts: (builder) => builder.overrideProvider(OutboxStore).useClass(ReadsByCursor),
    caughtBy: ['commits after younger ones'],
  },
  {
    name: 'rows are claimed without a lease',
    replaceParts: (builder) => builder.overrideProvider(OutboxStore).useClass(ClaimsWithoutLease),
    caughtBy: ['two relays racing'],
  },
  {
    name: 'a row is claimed while an earlier one of its key waits',
    replaceParts: (builder) => builder.overrideProvider(OutboxStore).useClass(ClaimsWithoutOrder),
    caughtBy: ['holds the later events of a key back'],
  },
  {
    name: 'rows are deleted before the confirm',
    replaceParts: (builder) => builder.overrideProvider(OutboxStore).useClass(DeletesBeforeConfirm),
    caughtBy: ['breaks again and again during publishing', 'what a relay held that died'],
  },
  {
    name: 'an event is written outside the transaction of its change',
    replaceParts: (builder) => builder.overrideProvider(Outbox).useClass(TellsOutsideTheTransaction),
    caughtBy: ['tells nothing of a transaction that was rolled back'],
  },
];
