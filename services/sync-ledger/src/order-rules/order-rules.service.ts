import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { NIL } from 'uuid';
import { Clock } from '@crossdock/platform';
import { Connections } from '../connections/connections.service';
import { lockCartConnections } from '../connections/lock-cart-connections';
import { DEFAULT_RULES, type OrderRules as Rules } from '../domain/order-rules';
import type { OrderRulesView, SaveOrderRules } from './order-rules.dto';
import { OrderRulesRow } from './order-rules.entity';

/** What each cart connection loads. */
@Injectable()
export class OrderRules {
  constructor(
    private readonly dataSource: DataSource,
    private readonly connections: Connections,
    private readonly clock: Clock,
  ) {}

  /** @throws ProblemException 404 when the cart connection is not the account's */
  async get(accountId: string, cartConnectionId: string): Promise<OrderRulesView> {
    const { manager } = this.dataSource;
    await this.connections.ownCartConnection(manager, accountId, cartConnectionId);
    const row = await manager.findOneBy(OrderRulesRow, { cartConnectionId });
    return view(cartConnectionId, row ?? DEFAULT_RULES, row?.reevaluateAfter ?? null);
  }

  /**
   * Saves rules. Skipped and held orders are then looked at again, in chunks behind the scenes; orders that were
   * loaded and are not held stay.
   * @throws ProblemException 404 when the cart connection is not the account's
   */
  save(accountId: string, cartConnectionId: string, wanted: SaveOrderRules): Promise<OrderRulesView> {
    return this.dataSource.transaction(async (tx) => {
      const { merchantId } = await this.connections.ownCartConnection(tx, accountId, cartConnectionId);
      await lockCartConnections(tx, [cartConnectionId]);
      const row = await tx.save(OrderRulesRow, {
        cartConnectionId,
        accountId,
        merchantId,
        earliestOrderDate: wanted.earliestOrderDate === null ? null : new Date(wanted.earliestOrderDate),
        payments: [...new Set(wanted.payments)],
        statuses: [...new Set(wanted.statuses)],
        unmappedShipMethod: wanted.unmappedShipMethod,
        reevaluateAfter: NIL,
        updatedAt: this.clock.now(),
      });
      return view(cartConnectionId, row, row.reevaluateAfter);
    });
  }
}

function view(cartConnectionId: string, rules: Rules, reevaluateAfter: string | null): OrderRulesView {
  return {
    cartConnectionId,
    earliestOrderDate: rules.earliestOrderDate?.toISOString() ?? null,
    payments: [...rules.payments],
    statuses: [...rules.statuses],
    unmappedShipMethod: rules.unmappedShipMethod,
    reevaluating: reevaluateAfter !== null,
  };
}
