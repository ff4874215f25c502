import { Controller } from '@nestjs/common';
import { MerchantChanged, type EventOf } from '@crossdock/domain';
import { HandleEvents, HandlerContext } from '@crossdock/messaging';
import { MerchantProjection } from './merchant-projection';

@Controller()
export class MerchantsHandler {
  constructor(private readonly merchants: MerchantProjection) {}

  @HandleEvents(MerchantChanged, { lane: 'merchants' })
  async merchantChanged(events: EventOf<typeof MerchantChanged>[], { tx }: HandlerContext): Promise<void> {
    await this.merchants.apply(tx, events);
  }
}
