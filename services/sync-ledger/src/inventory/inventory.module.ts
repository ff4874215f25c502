import { Module } from '@nestjs/common';
import { AlertsModule } from '../alerts/alerts.module';
import { SignalsModule } from '../signals/signals.module';
import { AbsentSkus } from './absent-skus.service';
import { CartStock } from './cart-stock.service';
import { InventoryController } from './inventory.controller';
import { InventoryHandler } from './inventory.handler';
import { InventoryIntake } from './inventory-intake.service';
import { ProductList } from './product-list.service';
import { SnapshotProgress } from './snapshot-progress.service';
import { StockLevels } from './stock-levels.service';

@Module({
  imports: [AlertsModule, SignalsModule],
  controllers: [InventoryController, InventoryHandler],
  providers: [AbsentSkus, CartStock, InventoryIntake, ProductList, SnapshotProgress, StockLevels],
  exports: [AbsentSkus, CartStock],
})
export class InventoryModule {}
