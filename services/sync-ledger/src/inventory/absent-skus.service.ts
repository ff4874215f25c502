import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Alerts } from '../alerts/alerts.service';

/** Kind of the alert about SKUs that a store does not have; its subject is the cart connection, its items are SKUs. */
export const NOT_IN_CART_ALERT = 'sku-not-in-cart';
/** Kind of the alert about quantities that a store refused for good; subject and items likewise. */
export const STOCK_REFUSED_ALERT = 'stock-upload-failed';

interface Target {
  accountId: string;
  merchantId: string;
  cartConnectionId: string;
  sku: string;
}

/** SKUs that a store does not have or refused: they are sent again only for a reason. */
@Injectable()
export class AbsentSkus {
  constructor(private readonly alerts: Alerts) {}

  /** A SKU on an order of a cart is a SKU that the cart has: it is sent again. */
  async reappeared(
    tx: EntityManager,
    marks: readonly { sku: string; cartConnectionId: string | null }[],
  ): Promise<Target[]> {
    const ordered = marks.filter(({ cartConnectionId }) => cartConnectionId !== null);
    return this.sendAgain(
      tx,
      `(s.cart_connection_id, s.sku) IN (SELECT * FROM unnest($1::uuid[], $2::text[])) AND s.not_in_cart_at IS NOT NULL`,
      [ordered.map(({ cartConnectionId }) => cartConnectionId), ordered.map(({ sku }) => sku)],
    );
  }

  /** A person says that the store has these SKUs now; without SKUs, everything that it refused. */
  async reset(
    tx: EntityManager,
    cartConnectionId: string,
    skus: readonly string[] | null,
  ): Promise<Target[]> {
    return this.sendAgain(
      tx,
      `s.cart_connection_id = $1 AND s.refused AND ($2::text[] IS NULL OR s.sku = ANY ($2))`,
      [cartConnectionId, skus],
    );
  }

  /** The quantity gets a new version, so that no late verdict on the refused one is taken for its own. */
  private async sendAgain(tx: EntityManager, which: string, parameters: unknown[]): Promise<Target[]> {
    const rows: Target[] = await tx.query(
      `WITH again AS (
         UPDATE cart_stock s SET version = greatest(s.version, s.requested_version + 1), refused = false,
           problem = NULL, not_in_cart_at = NULL
         WHERE ${which}
         RETURNING s.account_id, s.merchant_id, s.cart_connection_id, s.sku)
       SELECT account_id AS "accountId", merchant_id AS "merchantId", cart_connection_id AS "cartConnectionId", sku
       FROM again`,
      parameters,
    );
    await this.alerts.clear(
      tx,
      rows.flatMap(({ merchantId, cartConnectionId: subject, sku: item }) =>
        [NOT_IN_CART_ALERT, STOCK_REFUSED_ALERT].map((kind) => ({ merchantId, kind, subject, item })),
      ),
    );
    return rows;
  }
}
