import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { z } from 'zod';
import { Clock, decodeCursor, toPage, type Page } from '@crossdock/platform';
import { Connections } from '../connections/connections.service';
import { lockCartConnections } from '../connections/lock-cart-connections';
import { Reconsideration } from '../intake/reconsideration.service';
import type { SaveShipMethod, ShipMethodQuery, ShipMethodView } from './ship-method.dto';

const VIEW = `SELECT m.cart_connection_id AS "cartConnectionId", m.cart_code AS "cartCode", m.cart_name AS "cartName",
    m.wms_code AS "wmsCode", m.wms_name AS "wmsName",
    (SELECT count(*)::int FROM orders o
     WHERE o.cart_connection_id = m.cart_connection_id AND o.ship_method_code = m.cart_code
       AND o.state = 'held' AND o.reason = 'ship-method-unmapped') AS "heldOrders"
  FROM ship_method_mappings m`;

/** The mapping from a cart's ship methods to the warehouse's. */
@Injectable()
export class ShipMethods {
  constructor(
    private readonly dataSource: DataSource,
    private readonly connections: Connections,
    private readonly reconsideration: Reconsideration,
    private readonly clock: Clock,
  ) {}

  /** By code. @throws ProblemException 404 when the cart connection is not the account's */
  async page(accountId: string, query: ShipMethodQuery): Promise<Page<ShipMethodView>> {
    await this.connections.ownCartConnection(this.dataSource.manager, accountId, query.cartConnectionId);
    const after = query.cursor === undefined ? '' : decodeCursor(z.string(), query.cursor);
    const rows: ShipMethodView[] = await this.dataSource.query(
      `${VIEW} WHERE m.cart_connection_id = $1 AND m.cart_code > $2 ORDER BY m.cart_code LIMIT $3`,
      [query.cartConnectionId, after, query.limit + 1],
    );
    return toPage(
      rows,
      query.limit,
      (row) => row,
      (row) => row.cartCode,
    );
  }

  /**
   * Saves a mapping and, in the same transaction, sends the orders that waited for it on their way, or holds those that
   * lose it.
   * @throws ProblemException 404 when the cart connection is not the account's
   */
  save(accountId: string, wanted: SaveShipMethod): Promise<ShipMethodView> {
    return this.dataSource.transaction(async (tx) => {
      const { cartConnectionId, cartCode } = wanted;
      const { merchantId } = await this.connections.ownCartConnection(tx, accountId, cartConnectionId);
      await lockCartConnections(tx, [cartConnectionId]);
      await tx.query(
        `INSERT INTO ship_method_mappings
           (cart_connection_id, cart_code, account_id, merchant_id, cart_name, wms_code, wms_name, updated_at)
         VALUES ($1, $2, $3, $4, $2, $5, $6, $7)
         ON CONFLICT (cart_connection_id, cart_code) DO UPDATE SET wms_code = excluded.wms_code,
           wms_name = excluded.wms_name, updated_at = excluded.updated_at`,
        [cartConnectionId, cartCode, accountId, merchantId, wanted.wmsCode, wanted.wmsName, this.clock.now()],
      );
      await this.reconsideration.orders(tx, await concernedOrders(tx, cartConnectionId, cartCode));
      const rows: ShipMethodView[] = await tx.query(
        `${VIEW} WHERE m.cart_connection_id = $1 AND m.cart_code = $2`,
        [cartConnectionId, cartCode],
      );
      return rows[0]!;
    });
  }
}

/** Orders with the method that are still in the hub; one that the warehouse refused gets another try. */
async function concernedOrders(
  tx: EntityManager,
  cartConnectionId: string,
  cartCode: string,
): Promise<string[]> {
  const rows: { id: string }[] = await tx.query(
    `SELECT id FROM orders WHERE cart_connection_id = $1 AND ship_method_code = $2
       AND state IN ('new', 'held', 'error') ORDER BY id`,
    [cartConnectionId, cartCode],
  );
  return rows.map(({ id }) => id);
}
