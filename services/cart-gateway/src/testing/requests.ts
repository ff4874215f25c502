import {
  InventoryUploadRequested,
  ShipmentUploadRequested,
  syncRequested,
  type CartOrder,
  type DomainEvent,
} from '@crossdock/domain';
import { v7 as uuidv7 } from 'uuid';
import type { GatewayTestApp } from './gateway-test-app';
import type { TestShop } from './test-shop';

const AT = new Date('2026-03-02T09:00:00Z');

/** A connected shop and what the ledger and the scheduler ask of it. */
export class Requests {
  private constructor(
    private readonly gateway: GatewayTestApp,
    readonly merchantId: string,
    readonly connectionId: string,
  ) {}

  static async connect(gateway: GatewayTestApp, shop: TestShop): Promise<Requests> {
    const merchantId = await gateway.merchant();
    const { status, body } = await gateway.call('POST', '/cart-connections', {
      merchantId,
      connector: 'test-cart',
      name: 'Shop',
      credentials: { password: shop.password },
      settings: { url: shop.url },
    });
    if (status !== 201) throw new Error(`Not connected: ${JSON.stringify(body)}`);
    return new Requests(gateway, merchantId, (body as { id: string }).id);
  }

  download(runId: string = uuidv7(), connectionId = this.connectionId): DomainEvent {
    return syncRequested['order-download'].create(
      {
        accountId: this.gateway.accountId,
        merchantId: this.merchantId,
        runId,
        function: 'order-download',
        targetKind: 'cart_connection',
        targetId: connectionId,
        connector: 'test-cart',
        trigger: 'schedule',
      },
      AT,
    );
  }

  shipment(reference: string, orderExternalId: string, orderId: string = uuidv7()): DomainEvent {
    return ShipmentUploadRequested.create(
      {
        ...this.tenant(),
        uploadId: uuidv7(),
        orderId,
        shipmentId: uuidv7(),
        attempt: 1,
        orderExternalId,
        orderNumber: orderExternalId,
        reference,
        shippedAt: AT.toISOString(),
        trackingNumber: `T-${reference}`,
        carrier: 'UPS',
        service: null,
        lines: [{ lineExternalId: 'L1', sku: 'SKU', quantity: 1 }],
      },
      AT,
    );
  }

  stock(batchId: string, ...items: { sku: string; quantity: number; version: number }[]): DomainEvent {
    return InventoryUploadRequested.create({ ...this.tenant(), batchId, items }, AT);
  }

  private tenant() {
    return {
      accountId: this.gateway.accountId,
      merchantId: this.merchantId,
      cartConnectionId: this.connectionId,
      connector: 'test-cart',
      runId: null,
    };
  }
}

export function order(externalId: string, changed: Partial<CartOrder> = {}): CartOrder {
  return {
    externalId,
    number: `#${externalId}`,
    placedAt: '2026-03-01T10:00:00.000Z',
    status: 'open',
    payment: 'paid',
    vendorStatus: 'Placed',
    shipMethod: { code: 'std', name: 'Standard' },
    total: { amount: '10.00', currency: 'EUR' },
    lines: [{ externalId: 'L1', sku: 'SKU', name: 'Thing', quantity: 1, unitPrice: '10.00' }],
    shipTo: {
      name: 'Ada Lovelace',
      company: null,
      street: ['12 St James Square'],
      city: 'London',
      region: 'LDN',
      postalCode: 'SW1Y 4JH',
      country: 'GB',
      phone: '+44 20 7946 0000',
      email: 'ada@example.com',
    },
    ...changed,
  };
}

export const orders = (count: number, prefix = 'O'): CartOrder[] =>
  Array.from({ length: count }, (_, index) => order(`${prefix}${index}`));
