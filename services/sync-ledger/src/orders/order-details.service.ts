import { Injectable } from '@nestjs/common';
import { DataSource, MoreThan } from 'typeorm';
import { z } from 'zod';
import { recipient, recipientSealContext, type Recipient } from '@crossdock/domain';
import { decodeCursor, notFound, Sealer, toPage, type Page, type PageQuery } from '@crossdock/platform';
import { ShipmentList } from '../shipments/shipment-list.service';
import { OrderTimelineEntry } from '../timeline/order-timeline.entity';
import { OrderLine } from './order-line.entity';
import { orderView } from './order-view';
import type { OrderDetail, TimelineEntryView } from './order.dto';
import { Order } from './order.entity';

/** More than any order has; the list of shipments pages through all. */
const MOST_SHIPMENTS = 200;

/** One order as people see it. The only place that shows its recipient. */
@Injectable()
export class OrderDetails {
  constructor(
    private readonly dataSource: DataSource,
    private readonly sealer: Sealer,
    private readonly shipments: ShipmentList,
  ) {}

  /** @throws ProblemException 404 */
  async get(accountId: string, id: string): Promise<OrderDetail> {
    const order = await this.find(accountId, id);
    const lines = await this.dataSource.manager.find(OrderLine, {
      where: { orderId: id },
      order: { position: 'ASC' },
    });
    const { items: shipments } = await this.shipments.page(accountId, { orderId: id, limit: MOST_SHIPMENTS });
    return {
      ...orderView(order),
      lines: lines.map(lineView),
      recipient: this.open(order),
      shipments: [...shipments],
    };
  }

  /** Oldest first. @throws ProblemException 404 */
  async timeline(accountId: string, id: string, query: PageQuery): Promise<Page<TimelineEntryView>> {
    await this.find(accountId, id);
    const after = query.cursor === undefined ? null : decodeCursor(z.uuid(), query.cursor);
    const rows = await this.dataSource.manager.find(OrderTimelineEntry, {
      where: { orderId: id, ...(after && { id: MoreThan(after) }) },
      order: { id: 'ASC' },
      take: query.limit + 1,
    });
    return toPage(rows, query.limit, entryView, (entry) => entry.id);
  }

  private async find(accountId: string, id: string): Promise<Order> {
    const order = await this.dataSource.manager.findOneBy(Order, { id, accountId });
    if (!order) throw notFound('order');
    return order;
  }

  private open({ accountId, cartConnectionId, externalId, sealedRecipient }: Order): Recipient | null {
    if (sealedRecipient === null) return null;
    const context = recipientSealContext(accountId, cartConnectionId, externalId);
    return this.sealer.openAs(recipient, sealedRecipient, context);
  }
}

function lineView({ id, externalId, sku, name, quantity, unitPrice, shippedQuantity }: OrderLine) {
  return { id, externalId, sku, name, quantity, unitPrice, shippedQuantity };
}

function entryView({ id, at, kind, message, detail }: OrderTimelineEntry): TimelineEntryView {
  return { id, at: at.toISOString(), kind, message, detail: detail === null ? null : { ...detail } };
}
