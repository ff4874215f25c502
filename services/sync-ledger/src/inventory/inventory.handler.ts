import { Controller } from '@nestjs/common';
import { InventoryRetrieved, type EventOf } from '@crossdock/domain';
import { HandleEvents, type HandlerContext } from '@crossdock/messaging';
import { InventoryIntake } from './inventory-intake.service';

/** Chunks of one transaction: each has hundreds of levels. */
const prefetch = 20;

@Controller()
export class InventoryHandler {
  constructor(private readonly intake: InventoryIntake) {}

  @HandleEvents(InventoryRetrieved, { lane: 'inventory', prefetch })
  onRetrieved(events: EventOf<typeof InventoryRetrieved>[], { tx }: HandlerContext): Promise<void> {
    return this.intake.take(tx, events);
  }
}
