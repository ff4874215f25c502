import { Module } from '@nestjs/common';
import { ShipmentsModule } from '../shipments/shipments.module';
import { OrderDetails } from './order-details.service';
import { OrderList } from './order-list.service';
import { OrdersController } from './orders.controller';

@Module({
  imports: [ShipmentsModule],
  controllers: [OrdersController],
  providers: [OrderDetails, OrderList],
  exports: [OrderDetails],
})
export class OrdersModule {}
