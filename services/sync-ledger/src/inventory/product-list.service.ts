import { Injectable } from '@nestjs/common';
import { decodeCursor, toPage, type Page } from '@crossdock/platform';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { shownQuantity } from '../domain/cart-stock';
import type { ProductQuery, ProductView, StockView } from './inventory.dto';
import { loadSupplyAndDemand } from './supply-and-demand.query';

interface ProductRow {
  merchantId: string;
  sku: string;
  firstSeenAt: Date;
}
type Product = Pick<ProductRow, 'merchantId' | 'sku'>;
type LevelRow = Product & { level: StockView['levels'][number] };
type CartRow = Product & { cart: StockView['carts'][number] };

const zPosition = z.tuple([z.uuid(), z.string()]);

/** What people see of products and their stock. */
@Injectable()
export class ProductList {
  constructor(private readonly dataSource: DataSource) {}

  /** By merchant and SKU. */
  async products(accountId: string, query: ProductQuery): Promise<Page<ProductView>> {
    const rows = await this.rows(accountId, query);
    const toProduct = (row: ProductRow) => ({ ...row, firstSeenAt: row.firstSeenAt.toISOString() });
    return toPage(rows, query.limit, toProduct, positionOf);
  }

  /** The same products with where their stock is, what is promised and what each cart shows. */
  async stock(accountId: string, query: ProductQuery): Promise<Page<StockView>> {
    const rows = await this.rows(accountId, query);
    const key = [rows.map(({ merchantId }) => merchantId), rows.map(({ sku }) => sku)];
    const supply = await loadSupplyAndDemand(this.dataSource.manager, rows);
    const levels: LevelRow[] = await this.dataSource.query(LEVELS, key);
    const carts: CartRow[] = await this.dataSource.query(CARTS, key);
    const toStock = ({ merchantId, sku }: ProductRow): StockView => {
      const same = (row: Product) => row.merchantId === merchantId && row.sku === sku;
      const { available, promised } = supply.find(same) ?? { available: 0, promised: 0 };
      return {
        merchantId,
        sku,
        levels: levels.filter(same).map(({ level }) => level),
        available,
        promised,
        shown: shownQuantity({ available, promised }),
        carts: carts.filter(same).map(({ cart }) => cart),
      };
    };
    return toPage(rows, query.limit, toStock, positionOf);
  }

  private rows(accountId: string, query: ProductQuery): Promise<ProductRow[]> {
    const [merchant, sku] = query.cursor === undefined ? [null, null] : decodeCursor(zPosition, query.cursor);
    return this.dataSource.query(
      `SELECT merchant_id AS "merchantId", sku, first_seen_at AS "firstSeenAt" FROM products
       WHERE account_id = $1 AND ($2::uuid IS NULL OR merchant_id = $2) AND ($3::text IS NULL OR sku = $3)
         AND ($4::uuid IS NULL OR (merchant_id, sku) > ($4, $5))
       ORDER BY merchant_id, sku LIMIT $6`,
      [accountId, query.merchantId ?? null, query.sku ?? null, merchant, sku, query.limit + 1],
    );
  }
}

function positionOf({ merchantId, sku }: ProductRow): z.output<typeof zPosition> {
  return [merchantId, sku];
}

const LEVELS = `
  SELECT l.merchant_id AS "merchantId", l.sku, jsonb_build_object('wmsConnectionId', l.wms_connection_id,
    'warehouse', l.warehouse, 'onHand', l.on_hand, 'available', l.available, 'asOf', l.as_of) AS level
  FROM unnest($1::uuid[], $2::text[]) AS p (merchant_id, sku)
  JOIN wms_connections w ON w.merchant_id = p.merchant_id AND w.state <> 'deleted'
  JOIN stock_levels l ON l.wms_connection_id = w.id AND l.sku = p.sku
  ORDER BY l.warehouse`;

const CARTS = `
  SELECT s.merchant_id AS "merchantId", s.sku, jsonb_build_object('cartConnectionId', s.cart_connection_id,
    'wanted', s.wanted, 'version', s.version,
    'sent', CASE WHEN s.sent_version > 0
      THEN jsonb_build_object('quantity', s.sent_quantity, 'version', s.sent_version) END,
    'state', CASE WHEN s.not_in_cart_at IS NOT NULL THEN 'not_in_cart'
      WHEN s.version > s.requested_version THEN 'to_send'
      WHEN s.refused THEN 'refused'
      WHEN s.sent_version < s.requested_version THEN 'requested'
      ELSE 'sent' END,
    'problem', s.problem) AS cart
  FROM unnest($1::uuid[], $2::text[]) AS p (merchant_id, sku)
  JOIN cart_stock s USING (merchant_id, sku)
  JOIN cart_connections c ON c.id = s.cart_connection_id AND c.state <> 'deleted'
  ORDER BY s.cart_connection_id`;
