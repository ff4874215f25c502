import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { decodeCursor, toPage, type Page } from '@crossdock/platform';
import { newestFirst, positionOf, zPosition } from './newest-first';
import { orderView } from './order-view';
import type { OrderQuery, OrderView } from './order.dto';
import { Order } from './order.entity';

@Injectable()
export class OrderList {
  constructor(private readonly dataSource: DataSource) {}

  /** Newest first, by when they were placed. */
  async page(accountId: string, query: OrderQuery): Promise<Page<OrderView>> {
    const { merchantId, cartConnectionId, state, reason, number } = query;
    const found = this.dataSource
      .createQueryBuilder(Order, 'o')
      .where('o.accountId = :accountId', { accountId });
    if (merchantId) found.andWhere('o.merchantId = :merchantId', { merchantId });
    if (cartConnectionId) found.andWhere('o.cartConnectionId = :cartConnectionId', { cartConnectionId });
    if (state) found.andWhere('o.state = :state', { state });
    if (reason) found.andWhere('o.reason = :reason', { reason });
    if (number) found.andWhere('(o.number = :number OR o.reference = :number)', { number });
    const after = query.cursor === undefined ? null : decodeCursor(zPosition, query.cursor);
    const rows = await newestFirst(found, after, query.limit + 1).getMany();
    return toPage(rows, query.limit, orderView, positionOf);
  }
}
