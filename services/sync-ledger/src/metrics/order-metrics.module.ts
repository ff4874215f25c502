import { Module } from '@nestjs/common';
import { OrderMetrics } from './order-metrics.service';

@Module({ providers: [OrderMetrics], exports: [OrderMetrics] })
export class OrderMetricsModule {}
