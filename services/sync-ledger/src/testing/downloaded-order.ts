import {
  OrderCancelDownloaded,
  OrderDownloaded,
  recipientSealContext,
  type DownloadedOrder,
  type EventOf,
  type Recipient,
} from '@crossdock/domain';
import { Sealer } from '@crossdock/platform';
import { testServiceConfig } from '@crossdock/platform/testing';
import { contentsOfText } from './contents';
import { shop, tenant } from './known-tenant';

const observedAt = '2026-03-02T09:00:00.000Z';
const sealer = new Sealer(testServiceConfig('sync-ledger').dataKeys);

export const ada: Recipient = {
  name: 'Ada Example',
  company: null,
  street: ['1 Sample Street'],
  city: 'Exampleton',
  region: 'Oregon',
  postalCode: '97001',
  country: 'US',
  phone: null,
  email: 'ada@example.com',
};

/** What a test says of an order; `lines` are written `2 A, 1 B` and have the ids L1, L2, ... in the cart. */
export interface OrderText extends Partial<Omit<DownloadedOrder, 'lines' | 'number'>> {
  number: string;
  revision?: number;
  cart?: string;
  lines?: string;
  /** Null: the cart gave no address. */
  to?: Recipient | null;
}

/** An order as the cart's gateway tells it: open, paid, by the method EXPRESS, in its first revision unless told. */
export function downloadedOrder(text: OrderText): EventOf<typeof OrderDownloaded> {
  const { number, revision = 1, cart = shop, lines = '1 A', to = ada, ...more } = text;
  const externalId = `ext-${number}`;
  const context = recipientSealContext(tenant.accountId, cart, externalId);
  const order: DownloadedOrder = {
    externalId,
    number,
    placedAt: '2026-03-02T08:00:00.000Z',
    status: 'open',
    payment: 'paid',
    vendorStatus: 'Open',
    shipMethod: { code: 'EXPRESS', name: 'Express' },
    total: { amount: '10.00', currency: 'EUR' },
    lines: contentsOfText(lines).map(({ sku, quantity }, index) => ({
      externalId: `L${index + 1}`,
      sku,
      name: sku,
      quantity,
      unitPrice: '5.00',
    })),
    destination: to && { country: to.country, region: to.region },
    sealedRecipient: to && sealer.seal(to, context),
    ...more,
  };
  return OrderDownloaded.create({ ...originOf(cart, revision), order }, new Date(observedAt));
}

/** The order as canceled in the cart. */
export function canceledOrder({
  number,
  revision,
  cart = shop,
}: {
  number: string;
  revision: number;
  cart?: string;
}): EventOf<typeof OrderCancelDownloaded> {
  const placedAt = '2026-03-02T08:00:00.000Z';
  return OrderCancelDownloaded.create(
    {
      ...originOf(cart, revision),
      externalId: `ext-${number}`,
      number,
      placedAt,
      vendorStatus: 'Cancelled',
    },
    new Date(observedAt),
  );
}

function originOf(connectionId: string, revision: number) {
  return { ...tenant, connectionId, connector: 'shop', runId: null, revision, observedAt };
}
