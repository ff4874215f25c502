import { Controller } from '@nestjs/common';
import { OrderDelivered, ShipmentRetrieved, type EventOf } from '@crossdock/domain';
import { HandleEvents, type HandlerContext } from '@crossdock/messaging';
import { ShipmentIntake } from './shipment-intake.service';
import { ShipmentMatching } from './shipment-matching.service';

/** One queue for both, so that a shipment and the delivery that explains it are never handled at the same time. */
const lane = 'shipments';

@Controller()
export class ShipmentsHandler {
  constructor(
    private readonly intake: ShipmentIntake,
    private readonly matching: ShipmentMatching,
  ) {}

  @HandleEvents(ShipmentRetrieved, { lane })
  onRetrieved(events: EventOf<typeof ShipmentRetrieved>[], { tx }: HandlerContext): Promise<void> {
    return this.intake.take(tx, events);
  }

  @HandleEvents(OrderDelivered, { lane })
  onDelivered(events: EventOf<typeof OrderDelivered>[], { tx }: HandlerContext): Promise<void> {
    return this.matching.matchDelivered(
      tx,
      events.map(({ payload }) => payload),
    );
  }
}
