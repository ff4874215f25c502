import {
  CartConnectionChanged,
  MerchantChanged,
  WmsConnectionChanged,
  type EventOf,
} from '@crossdock/domain';
import { HandleEvents, type HandlerContext } from '@crossdock/messaging';
import { Controller } from '@nestjs/common';
import {
  lockMerchants,
  saveConnections,
  saveMerchants,
  type ConnectionNews,
  type MerchantNews,
} from './target-facts';
import { TargetSchedules } from './target-schedules.service';

type News =
  | EventOf<typeof MerchantChanged>
  | EventOf<typeof CartConnectionChanged>
  | EventOf<typeof WmsConnectionChanged>;

/** Follows merchants and connections, and keeps schedules for the targets that they make. */
@Controller()
export class TargetsHandler {
  constructor(private readonly schedules: TargetSchedules) {}

  @HandleEvents([MerchantChanged, CartConnectionChanged, WmsConnectionChanged], { lane: 'targets' })
  async onNews(news: News[], { tx }: HandlerContext): Promise<void> {
    const merchants: MerchantNews[] = [];
    const connections: ConnectionNews[] = [];
    for (const { type, payload } of news) {
      if ('connectionId' in payload) {
        const { connectionId: id, ...rest } = payload;
        connections.push({ ...rest, id, side: type === CartConnectionChanged.type ? 'cart' : 'wms' });
      } else {
        merchants.push({ ...payload, id: payload.merchantId });
      }
    }
    const merchantIds = [...new Set(news.map(({ payload }) => payload.merchantId))];
    await lockMerchants(tx, merchantIds);
    await saveMerchants(tx, merchants);
    await saveConnections(tx, connections);
    await this.schedules.bringUpToDate(tx, merchantIds);
  }
}
