import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { notFound } from '@crossdock/platform';
import { MerchantProjection } from './merchant-projection';

const LOOKS = 20;
const PAUSE_MS = 100;

/** Lets a request through only for a merchant of its own account. */
@Injectable()
export class MerchantGate {
  constructor(private readonly merchants: MerchantProjection) {}

  /**
   * Waits up to two seconds: news of a merchant that was created a moment ago may still be on its way.
   * @throws ProblemException 404
   */
  async pass(merchantId: string, accountId: string): Promise<void> {
    for (let look = 0; look < LOOKS; look += 1) {
      if (await this.merchants.belongsTo(merchantId, accountId)) return;
      await sleep(PAUSE_MS);
    }
    throw notFound('merchant');
  }
}
