import {
  OrderCancellationRequested,
  OrderDeliveryRequested,
  syncRequested,
  type DomainEvent,
  type SyncFunction,
} from '@crossdock/domain';
import { Sealer } from '@crossdock/platform';
import { testServiceConfig } from '@crossdock/platform/testing';
import { v7 as uuidv7 } from 'uuid';
import type { GatewayTestApp } from './gateway-test-app';
import type { TestWarehouse } from './test-warehouse';

const AT = new Date('2026-03-02T09:00:00Z');
const sealer = new Sealer(testServiceConfig('wms-gateway').dataKeys);

/** A connected warehouse and what the ledger and the scheduler ask of it. */
export class Requests {
  private constructor(
    private readonly gateway: GatewayTestApp,
    readonly merchantId: string,
    readonly connectionId: string,
  ) {}

  static async connect(gateway: GatewayTestApp, warehouse: TestWarehouse): Promise<Requests> {
    const merchantId = await gateway.merchant();
    const { status, body } = await gateway.call('POST', '/wms-connections', {
      merchantId,
      connector: 'test-wms',
      name: 'Main warehouse',
      credentials: { password: warehouse.password },
      settings: { url: warehouse.url },
    });
    if (status !== 201) throw new Error(`Not connected: ${JSON.stringify(body)}`);
    return new Requests(gateway, merchantId, (body as { id: string }).id);
  }

  delivery(reference: string, changed: { orderId?: string; attempt?: number } = {}): DomainEvent {
    const sealContext = `order ${reference}`;
    const shipTo = {
      name: 'Ada Lovelace',
      company: null,
      street: ['12 St James Square'],
      city: 'London',
      region: null,
      postalCode: 'SW1Y 4JH',
      country: 'GB',
      phone: null,
      email: null,
    };
    return OrderDeliveryRequested.create(
      {
        ...this.tenant(),
        orderId: changed.orderId ?? uuidv7(),
        runId: null,
        attempt: changed.attempt ?? 1,
        reference,
        number: `N-${reference}`,
        placedAt: AT.toISOString(),
        shipMethod: null,
        currency: 'EUR',
        sealedRecipient: sealer.seal(shipTo, sealContext),
        sealContext,
        lines: [{ reference: 'L1', sku: 'SKU', name: 'Thing', quantity: 1, unitPrice: '1.00' }],
      },
      AT,
    );
  }

  cancellation(reference: string, orderId: string): DomainEvent {
    return OrderCancellationRequested.create(
      { ...this.tenant(), orderId, attempt: 1, reference, wmsOrderId: null },
      AT,
    );
  }

  run(fn: SyncFunction, runId = uuidv7()): DomainEvent {
    return syncRequested[fn].create(
      {
        accountId: this.gateway.accountId,
        merchantId: this.merchantId,
        runId,
        function: fn,
        targetKind: 'merchant',
        targetId: this.merchantId,
        connector: 'test-wms',
        trigger: 'schedule',
      },
      AT,
    );
  }

  private tenant() {
    return {
      accountId: this.gateway.accountId,
      merchantId: this.merchantId,
      wmsConnectionId: this.connectionId,
      connector: 'test-wms',
    };
  }
}
