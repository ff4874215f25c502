import { Controller } from '@nestjs/common';
import { InventoryUploaded, InventoryUploadFailed, type EventOf } from '@crossdock/domain';
import { HandleEvents, type HandlerContext } from '@crossdock/messaging';
import { StockVerdicts, type IncomingStockVerdict } from './stock-verdicts.service';

type VerdictEvent = EventOf<typeof InventoryUploaded> | EventOf<typeof InventoryUploadFailed>;

@Controller()
export class StockVerdictsHandler {
  constructor(private readonly verdicts: StockVerdicts) {}

  @HandleEvents<typeof InventoryUploaded | typeof InventoryUploadFailed>(
    [InventoryUploaded, InventoryUploadFailed],
    { lane: 'stock-verdicts' },
  )
  onVerdicts(events: VerdictEvent[], { tx }: HandlerContext): Promise<void> {
    return this.verdicts.take(tx, events.flatMap(toVerdicts));
  }
}

function toVerdicts({ payload: { cartConnectionId, items } }: VerdictEvent): IncomingStockVerdict[] {
  return items.map((item) => ({
    cartConnectionId,
    sku: item.sku,
    verdict: 'problem' in item ? { ...item, kind: 'failed' } : { ...item, kind: 'uploaded' },
  }));
}
