import { Module } from '@nestjs/common';
import { SkippedOrdersController } from './skipped-orders.controller';
import { SkippedOrders } from './skipped-orders.service';

@Module({ controllers: [SkippedOrdersController], providers: [SkippedOrders] })
export class SkippedOrdersModule {}
