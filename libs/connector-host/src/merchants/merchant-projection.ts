import { Injectable } from '@nestjs/common';
import type { EventOf, MerchantChanged } from '@crossdock/domain';
import { DataSource, type EntityManager } from 'typeorm';

/** What this gateway knows of merchants: whose they are. */
@Injectable()
export class MerchantProjection {
  constructor(private readonly dataSource: DataSource) {}

  /** An older revision never overwrites a newer one. */
  async apply(tx: EntityManager, events: readonly EventOf<typeof MerchantChanged>[]): Promise<void> {
    for (const { payload } of events) {
      await tx.query(
        `INSERT INTO merchants AS m (id, account_id, name, active, revision) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (id) DO UPDATE SET
           account_id = excluded.account_id, name = excluded.name, active = excluded.active,
           revision = excluded.revision
         WHERE m.revision < excluded.revision`,
        [payload.merchantId, payload.accountId, payload.name, payload.active, payload.revision],
      );
    }
  }

  async belongsTo(merchantId: string, accountId: string): Promise<boolean> {
    const rows: unknown[] = await this.dataSource.query(
      'SELECT 1 FROM merchants WHERE id = $1 AND account_id = $2',
      [merchantId, accountId],
    );
    return rows.length > 0;
  }
}
