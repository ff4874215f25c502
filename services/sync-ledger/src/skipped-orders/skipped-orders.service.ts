import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { decodeCursor, toPage, type Page } from '@crossdock/platform';
import { newestFirst, positionOf, zPosition } from '../orders/newest-first';
import type { SkippedOrderQuery, SkippedOrderView } from './skipped-order.dto';
import { SkippedOrder } from './skipped-order.entity';

/** The list of everything that carts returned and the ledger left out. */
@Injectable()
export class SkippedOrders {
  constructor(private readonly dataSource: DataSource) {}

  /** Newest first, by when they were placed. */
  async page(accountId: string, query: SkippedOrderQuery): Promise<Page<SkippedOrderView>> {
    const { merchantId, cartConnectionId, reason, number, placedFrom, placedTo } = query;
    const found = this.dataSource
      .createQueryBuilder(SkippedOrder, 'o')
      .where('o.accountId = :accountId', { accountId });
    if (merchantId) found.andWhere('o.merchantId = :merchantId', { merchantId });
    if (cartConnectionId) found.andWhere('o.cartConnectionId = :cartConnectionId', { cartConnectionId });
    if (reason) found.andWhere('o.reason = :reason', { reason });
    if (number) found.andWhere('o.number = :number', { number });
    if (placedFrom) found.andWhere('o.placedAt >= :placedFrom', { placedFrom });
    if (placedTo) found.andWhere('o.placedAt < :placedTo', { placedTo });
    const after = query.cursor === undefined ? null : decodeCursor(zPosition, query.cursor);
    const rows = await newestFirst(found, after, query.limit + 1).getMany();
    return toPage(rows, query.limit, toView, positionOf);
  }
}

function toView(order: SkippedOrder): SkippedOrderView {
  const { id, merchantId, cartConnectionId, externalId, number, reason, detail } = order;
  const placedAt = order.placedAt.toISOString();
  const skippedAt = order.skippedAt.toISOString();
  return {
    id,
    merchantId,
    cartConnectionId,
    externalId,
    number,
    reason,
    detail,
    placedAt,
    skippedAt,
  };
}
