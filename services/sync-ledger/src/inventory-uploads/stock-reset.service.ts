import { Injectable } from '@nestjs/common';
import { notFound } from '@crossdock/platform';
import { DataSource } from 'typeorm';
import { Connections } from '../connections/connections.service';
import { AbsentSkus } from '../inventory/absent-skus.service';
import { WorkSignals } from '../signals/work-signals.service';

@Injectable()
export class StockReset {
  constructor(
    private readonly dataSource: DataSource,
    private readonly connections: Connections,
    private readonly absent: AbsentSkus,
    private readonly signals: WorkSignals,
  ) {}

  /**
   * @returns how many SKUs are sent again with the next run
   * @throws ProblemException 404
   */
  async reset(accountId: string, cartConnectionId: string, skus: readonly string[] | null): Promise<number> {
    return this.dataSource.transaction(async (tx) => {
      const connection = await this.connections.cartConnection(tx, cartConnectionId);
      if (connection?.accountId !== accountId) throw notFound('cart connection');
      const again = await this.absent.reset(tx, cartConnectionId, skus);
      if (again.length > 0) {
        const { merchantId } = connection;
        await this.signals.tell(tx, {
          accountId,
          merchantId,
          function: 'inventory-upload',
          targetId: cartConnectionId,
        });
      }
      return again.length;
    });
  }
}
