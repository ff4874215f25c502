import { TestVendor, type Fault } from '@crossdock/connector-host/testing';

export { dropReply, gate, refuse } from '@crossdock/connector-host/testing';

export interface WarehouseOrder {
  readonly id: string;
  readonly reference: string;
  readonly body: unknown;
  canceled: boolean;
}

/** A warehouse that takes the same order twice without a word. */
export class TestWarehouse extends TestVendor {
  readonly orders: WarehouseOrder[] = [];
  readonly shipments: object[] = [];
  readonly stock: object[] = [];
  /** Look-ups that will not see an order yet, though it is there. */
  blindLookups = 0;

  protected override answer(operation: string, query: URLSearchParams, body: unknown): unknown {
    const { reference } = (body ?? { reference: query.get('reference') ?? '' }) as { reference: string };
    const from = Number(query.get('from') ?? 0);
    const limit = Number(query.get('limit') ?? 100);
    switch (operation) {
      case 'POST /orders':
        return this.accept(reference, body);
      case 'GET /orders': {
        const visible = this.blindLookups <= 0;
        this.blindLookups -= 1;
        return visible ? this.orders.filter((order) => order.reference === reference) : [];
      }
      case 'POST /cancellations': {
        const order = this.orders.find((one) => one.reference === reference);
        if (order) order.canceled = true;
        return { verdict: order ? 'canceled' : 'absent' };
      }
      case 'GET /shipments':
        return this.shipments.slice(from, from + limit);
      case 'GET /stock':
        return this.stock.slice(from, from + limit);
      default:
        return { name: 'Test warehouse' };
    }
  }

  private accept(reference: string, body: unknown): WarehouseOrder {
    const order = { id: `W${this.orders.length + 1}`, reference, body, canceled: false };
    this.orders.push(order);
    return order;
  }
}

/** Nothing happens and nothing is said. */
export const neverAnswer: Fault = () => undefined;

/** The order is taken, and the answer is a gateway's error page. */
export const acceptThenBadGateway: Fault = ({ respond, response }) => {
  const end = response.end.bind(response);
  response.writeHead = () => response;
  response.end = () => {
    response.statusCode = 502;
    return end('<html>Bad Gateway</html>');
  };
  respond();
};
