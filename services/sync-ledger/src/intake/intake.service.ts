import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import type { DownloadedOrder } from '@crossdock/domain';
import { Clock } from '@crossdock/platform';
import { Cancellations } from '../cancellations/cancellations.service';
import { lockCartConnections } from '../connections/lock-cart-connections';
import { evaluateOrder } from '../domain/evaluate-order';
import { decideIntake, type Arrival } from '../domain/intake-decision';
import { lateChanges } from '../domain/late-change';
import { DEFAULT_RULES, type OrderRules } from '../domain/order-rules';
import { rulesOfConnections } from '../order-rules/order-rules.query';
import { noteShipMethods, type ShipMethodLookup } from '../ship-methods/seen-ship-methods.query';
import { IntakeReport } from './intake-report.service';
import { newestOfEach, orderKey, type IntakeItem } from './intake-item';
import { decidedTo, type PlacedOrder } from './placed-order';
import { RecipientChange } from './recipient-change.service';
import { findStored, type Found } from './stored-orders.query';
import { writeOrders } from './write-orders';
import { writeSeenRevision } from './write-seen-revision';
import { removeSkipped, writeSkipped } from './write-skipped';

interface Surroundings {
  rules: ReadonlyMap<string, OrderRules>;
  methods: ShipMethodLookup;
  stored: ReadonlyMap<string, Found>;
}

/** Brings what carts return into the ledger: every order ends as loaded or as skipped with a reason. */
@Injectable()
export class Intake {
  constructor(
    private readonly cancellations: Cancellations,
    private readonly recipients: RecipientChange,
    private readonly report: IntakeReport,
    private readonly clock: Clock,
  ) {}

  /**
   * Takes a batch in the caller's transaction. Older revisions never overwrite newer ones; the same one twice has no
   * effect.
   * @param again look again at the revisions that are known, because rules or mappings changed
   */
  async take(tx: EntityManager, items: readonly IntakeItem[], again = false): Promise<void> {
    const newest = newestOfEach(items);
    if (newest.length === 0) return;
    const now = this.clock.now();
    const around = await this.look(tx, newest, now);
    const placed = newest.map((item) => this.place(item, around, again));
    const loaded = decidedTo(placed, 'load');
    await writeOrders(tx, decidedTo(placed, 'load', 'replace'), now);
    await writeSkipped(tx, decidedTo(placed, 'skip'), now);
    await removeSkipped(tx, loaded);
    await writeSeenRevision(tx, decidedTo(placed, 'keep', 'cancel'), now);
    await this.cancellations.cancel(
      tx,
      decidedTo(placed, 'cancel').map((order) => order.orderId),
      'cart',
    );
    await this.report.tell(tx, placed, again);
  }

  private async look(tx: EntityManager, items: readonly IntakeItem[], now: Date): Promise<Surroundings> {
    const connections = [...new Set(items.map((item) => item.connectionId))];
    await lockCartConnections(tx, connections);
    const seen = items.flatMap(({ content, connectionId: cartConnectionId, accountId, merchantId }) =>
      content?.shipMethod ? [{ cartConnectionId, accountId, merchantId, method: content.shipMethod }] : [],
    );
    const methods = await noteShipMethods(tx, seen, now);
    const rules = await rulesOfConnections(tx, connections);
    return { rules, methods, stored: await findStored(tx, items) };
  }

  private place(item: IntakeItem, { rules, methods, stored }: Surroundings, again: boolean): PlacedOrder {
    const found = stored.get(orderKey(item)) ?? { as: 'nothing' };
    const orderId = found.as === 'loaded' ? found.id : uuidv7();
    const { content, revision } = item;
    if (content === null) {
      const decision = decideIntake(found, { kind: 'cancel', revision }, again);
      return { item, found, evaluation: null, decision, orderId };
    }
    const mapped = content.shipMethod ? methods(item.connectionId, content.shipMethod.code) : null;
    const evaluation = evaluateOrder(
      {
        ...content,
        placedAt: new Date(content.placedAt),
        hasAddress: content.sealedRecipient !== null && content.destination !== null,
      },
      rules.get(item.connectionId) ?? DEFAULT_RULES,
      mapped,
    );
    const differences = this.differences(item, content, found);
    const arrival: Arrival = { kind: 'content', revision, evaluation, differences };
    return { item, found, evaluation, decision: decideIntake(found, arrival, again), orderId };
  }

  /** Only an order that the warehouse knows, and news of it, is worth opening recipients for. */
  private differences(item: IntakeItem, content: DownloadedOrder, found: Found): string[] {
    if (found.as !== 'loaded' || found.deliveryAttempt === 0 || item.revision <= found.revision) return [];
    const now = { ...content, shipMethodCode: content.shipMethod?.code ?? null };
    return lateChanges(
      found,
      now,
      this.recipients.differs(item, found.sealedRecipient, content.sealedRecipient),
    );
  }
}
