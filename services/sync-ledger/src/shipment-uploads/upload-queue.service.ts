import { Injectable } from '@nestjs/common';
import { Clock } from '@crossdock/platform';
import type { EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { Alerts } from '../alerts/alerts.service';
import { uploadReference } from '../domain/upload-reference';
import { WorkSignals } from '../signals/work-signals.service';
import { DUE_UPLOAD, UPLOAD_FAILED_ALERT } from './upload-terms';

export interface WantedUpload {
  packageId: string;
  orderId: string;
  accountId: string;
  merchantId: string;
  cartConnectionId: string;
}

/** Which parcels a cart is to be told of. */
@Injectable()
export class UploadQueue {
  constructor(
    private readonly signals: WorkSignals,
    private readonly alerts: Alerts,
    private readonly clock: Clock,
  ) {}

  /**
   * Makes the uploads of these orders those that are wanted: adds what is missing and takes back what the gateway was
   * not asked for yet. What it was asked for stays.
   * @returns packages of the uploads that were added
   */
  async align(
    tx: EntityManager,
    orderIds: readonly string[],
    wanted: readonly WantedUpload[],
  ): Promise<ReadonlySet<string>> {
    const withdrawn: { id: string }[] = await tx.query(
      `WITH withdrawn AS (
         DELETE FROM shipment_uploads
         WHERE order_id = ANY ($1) AND state IN ('pending', 'failed')
           AND (package_id, order_id) NOT IN (SELECT * FROM unnest($2::uuid[], $3::uuid[]))
         RETURNING id)
       SELECT id FROM withdrawn`,
      [orderIds, wanted.map(({ packageId }) => packageId), wanted.map(({ orderId }) => orderId)],
    );
    await this.alerts.clear(
      tx,
      withdrawn.map(({ id }) => ({ kind: UPLOAD_FAILED_ALERT, item: id })),
    );
    const added = await this.insert(tx, wanted);
    await this.tellWork(tx, orderIds);
    return added;
  }

  /** Tells the carts' schedules when uploads of these orders are due. */
  async tellWork(tx: EntityManager, orderIds: readonly string[]): Promise<void> {
    const due: { account_id: string; merchant_id: string; cart_connection_id: string }[] = await tx.query(
      `SELECT DISTINCT u.account_id, u.merchant_id, u.cart_connection_id
       FROM shipment_uploads u
       JOIN orders o ON o.id = u.order_id
       LEFT JOIN upload_rules r ON r.cart_connection_id = u.cart_connection_id
       WHERE u.order_id = ANY ($1) AND ${DUE_UPLOAD}`,
      [orderIds],
    );
    for (const { account_id, merchant_id, cart_connection_id } of due) {
      const target = { accountId: account_id, merchantId: merchant_id, targetId: cart_connection_id };
      await this.signals.tell(tx, { ...target, function: 'shipment-upload' });
    }
  }

  private async insert(tx: EntityManager, wanted: readonly WantedUpload[]): Promise<ReadonlySet<string>> {
    if (wanted.length === 0) return new Set();
    const ids = wanted.map(() => uuidv7());
    const rows: { package_id: string }[] = await tx.query(
      `INSERT INTO shipment_uploads
         (id, reference, package_id, order_id, account_id, merchant_id, cart_connection_id, state, created_at)
       SELECT *, 'pending', $8::timestamptz
       FROM unnest($1::uuid[], $2::text[], $3::uuid[], $4::uuid[], $5::uuid[], $6::uuid[], $7::uuid[])
       ON CONFLICT (package_id, cart_connection_id) DO NOTHING
       RETURNING package_id`,
      [
        ids,
        ids.map(uploadReference),
        wanted.map(({ packageId }) => packageId),
        wanted.map(({ orderId }) => orderId),
        wanted.map(({ accountId }) => accountId),
        wanted.map(({ merchantId }) => merchantId),
        wanted.map(({ cartConnectionId }) => cartConnectionId),
        this.clock.now(),
      ],
    );
    return new Set(rows.map((row) => row.package_id));
  }
}
