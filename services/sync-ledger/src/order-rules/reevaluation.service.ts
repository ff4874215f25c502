import { Injectable } from '@nestjs/common';
import { DataSource, IsNull, Not, type EntityManager } from 'typeorm';
import { lockCartConnections } from '../connections/lock-cart-connections';
import { Reconsideration } from '../intake/reconsideration.service';
import { Ticks } from '../ticks/ticks.service';
import { OrderRulesRow } from './order-rules.entity';

const LOOK_EVERY_MS = 500;
const CHUNK = 250;

/** After rules changed, holds skipped and held orders against them, a chunk per transaction, oldest id first. */
@Injectable()
export class Reevaluation {
  constructor(
    private readonly dataSource: DataSource,
    private readonly reconsideration: Reconsideration,
    ticks: Ticks,
  ) {
    ticks.every('order-rules', LOOK_EVERY_MS, () => this.tick());
  }

  /** Works until every connection whose rules changed is done. */
  async tick(): Promise<void> {
    while (await this.dataSource.transaction((tx) => this.reevaluateChunk(tx)));
  }

  /** @returns whether there may be more to do */
  private async reevaluateChunk(tx: EntityManager): Promise<boolean> {
    const where = { reevaluateAfter: Not(IsNull()) };
    const due = await tx.findOne(OrderRulesRow, { where, order: { updatedAt: 'ASC' } });
    if (!due) return false;
    const { cartConnectionId } = due;
    await lockCartConnections(tx, [cartConnectionId]);
    const rules = await tx.findOneByOrFail(OrderRulesRow, { cartConnectionId });
    // Another replica finished meanwhile.
    if (rules.reevaluateAfter === null) return true;
    const chunk = await nextChunk(tx, cartConnectionId, rules.reevaluateAfter);
    const ids = (table: string) => chunk.filter((row) => row.table === table).map(({ id }) => id);
    await this.reconsideration.orders(tx, ids('orders'));
    await this.reconsideration.skipped(tx, ids('skipped'));
    const reevaluateAfter = chunk.length < CHUNK ? null : (chunk.at(-1)?.id ?? null);
    await tx.update(OrderRulesRow, { cartConnectionId }, { reevaluateAfter });
    return true;
  }
}

function nextChunk(
  tx: EntityManager,
  cartConnectionId: string,
  after: string,
): Promise<{ table: 'orders' | 'skipped'; id: string }[]> {
  return tx.query(
    `(SELECT 'orders' AS "table", id FROM orders
      WHERE cart_connection_id = $1 AND state = 'held' AND id > $2 ORDER BY id LIMIT $3)
     UNION ALL
     (SELECT 'skipped', id FROM skipped_orders
      WHERE cart_connection_id = $1 AND content IS NOT NULL AND id > $2 ORDER BY id LIMIT $3)
     ORDER BY id LIMIT $3`,
    [cartConnectionId, after, CHUNK],
  );
}
