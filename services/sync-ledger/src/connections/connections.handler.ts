import { Controller } from '@nestjs/common';
import {
  CartConnectionChanged,
  MerchantChanged,
  WmsConnectionChanged,
  type EventOf,
} from '@crossdock/domain';
import { HandleEvents, type HandlerContext } from '@crossdock/messaging';
import { ConnectionStates } from './connection-state.service';
import { projectConnections, projectMerchants } from './projection';

@Controller()
export class ConnectionsHandler {
  constructor(private readonly states: ConnectionStates) {}

  @HandleEvents(MerchantChanged, { lane: 'connections' })
  async onMerchants(events: EventOf<typeof MerchantChanged>[], { tx }: HandlerContext): Promise<void> {
    await projectMerchants(tx, payloadsOf(events));
  }

  @HandleEvents(CartConnectionChanged, { lane: 'connections' })
  async onCarts(events: EventOf<typeof CartConnectionChanged>[], { tx }: HandlerContext): Promise<void> {
    const taken = await projectConnections(tx, 'cart_connections', payloadsOf(events));
    await this.states.tellState(tx, 'cart', taken);
  }

  @HandleEvents(WmsConnectionChanged, { lane: 'connections' })
  async onWms(events: EventOf<typeof WmsConnectionChanged>[], { tx }: HandlerContext): Promise<void> {
    const taken = await projectConnections(tx, 'wms_connections', payloadsOf(events));
    await this.states.tellState(tx, 'wms', taken);
    await this.states.tellDeliverable(tx, taken);
  }
}

function payloadsOf<P>(events: readonly { payload: P }[]): P[] {
  return events.map(({ payload }) => payload);
}
