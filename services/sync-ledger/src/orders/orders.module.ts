import { Module } from '@nestjs/common';
import { OrderDetails } from './order-details.service';
import { OrderList } from './order-list.service';
import { OrdersController } from './orders.controller';

@Module({
  controllers: [OrdersController],
  providers: [OrderDetails, OrderList],
  exports: [OrderDetails],
})
export class OrdersModule {}
