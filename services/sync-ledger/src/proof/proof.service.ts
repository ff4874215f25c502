import { Injectable } from '@nestjs/common';
import { Clock, notFound } from '@crossdock/platform';
import { DataSource } from 'typeorm';
import { Connections } from '../connections/connections.service';
import { proveDay, type DayProof } from '../domain/day-proof';
import { countParcels, countStates, loadConnectionBooks, type ProofScope } from './day-books.query';
import { loadUnexplained } from './unexplained.query';

/** Proves, or does not, that the books of carts, hub and warehouse agree. */
@Injectable()
export class ProofOfDay {
  constructor(
    private readonly dataSource: DataSource,
    private readonly connections: Connections,
    private readonly clock: Clock,
  ) {}

  /**
   * All figures are of one instant. The day is UTC, by the moment at which orders were placed.
   * @throws ProblemException 404
   */
  async prove(scope: ProofScope): Promise<DayProof & { merchantId: string; day: string }> {
    return this.dataSource.transaction('REPEATABLE READ', async (tx) => {
      const merchant = await this.connections.merchant(tx, scope.merchantId);
      if (merchant?.accountId !== scope.accountId) throw notFound('merchant');
      const proof = proveDay({
        connections: await loadConnectionBooks(tx, scope),
        states: await countStates(tx, scope),
        parcels: await countParcels(tx, scope),
        rows: await loadUnexplained(tx, scope, this.clock.now()),
      });
      return { merchantId: scope.merchantId, day: scope.day, ...proof };
    });
  }
}
