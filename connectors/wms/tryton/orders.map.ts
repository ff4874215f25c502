import type { WmsOrder, WmsOrderReceipt } from '@crossdock/connector-sdk';
import type { Recipient } from '@crossdock/domain';
import type { TrytonDate } from './server-time';
import type { PartyRow, ShipmentStateRow } from './wire';

/** What Tryton calls the things that an order names, as found in this database. */
export interface MasterData {
  company: number;
  /** Currency of the company, for orders in a currency that Tryton does not keep. */
  companyCurrency: number;
  warehouse: number;
  outputLocation: number;
  /** Today in the warehouse. */
  today: TrytonDate;
  /** Ids by ISO code. */
  countries: ReadonlyMap<string, number>;
  currencies: ReadonlyMap<string, number>;
  subdivisions: readonly Subdivision[];
  /** By SKU. */
  products: ReadonlyMap<string, { id: number; unit: number }>;
}

export interface Subdivision {
  id: number;
  country: number;
  /** ISO 3166-2, such as `US-CA`. */
  code: string;
  name: string;
}

/** Tryton keeps prices with four decimals unless configured otherwise, and refuses more. */
const PRICE_DECIMALS = 4;

/**
 * A party for the recipient of one order, with one address. Its code is our reference: Tryton refuses a second party
 * with the same code, so that a repeat is found and not doubled.
 * @param contacts `checked`: phone and e-mail as such, which Tryton may check; `unchecked`: as plain text
 */
export function toParty(order: WmsOrder, master: MasterData, contacts: 'checked' | 'unchecked') {
  const { shipTo } = order;
  const type = (kind: 'phone' | 'email') => (contacts === 'checked' ? kind : 'other');
  const mechanisms = [
    ...(shipTo.phone === null ? [] : [{ type: type('phone'), value: shipTo.phone }]),
    ...(shipTo.email === null ? [] : [{ type: type('email'), value: shipTo.email }]),
  ];
  return {
    code: order.key,
    name: shipTo.name,
    addresses: [['create', [toAddress(shipTo, master)]]],
    ...(mechanisms.length === 0 ? {} : { contact_mechanisms: [['create', mechanisms]] }),
  };
}

function toAddress(shipTo: Recipient, master: MasterData) {
  const country = master.countries.get(shipTo.country) ?? null;
  const subdivision = subdivisionOf(shipTo, country, master.subdivisions);
  // Not every country's label prints Tryton's own field for the building, so the company is a line of the street; a
  // region that Tryton does not know goes where it is printed at least.
  const city =
    shipTo.region !== null && subdivision === null ? `${shipTo.city}, ${shipTo.region}` : shipTo.city;
  return {
    party_name: shipTo.name,
    street: [shipTo.company, ...shipTo.street].filter((line) => line !== null).join('\n'),
    postal_code: shipTo.postalCode,
    city,
    country,
    subdivision,
  };
}

/** Shops write a region as an ISO code, its last part or a name. */
function subdivisionOf(
  { country: countryCode, region }: Recipient,
  country: number | null,
  subdivisions: readonly Subdivision[],
): number | null {
  if (region === null) return null;
  const wanted = region.trim().toUpperCase();
  const found = subdivisions.find(
    ({ code, name, country: owner }) =>
      owner === country &&
      (code.toUpperCase() === wanted ||
        code.toUpperCase() === `${countryCode}-${wanted}` ||
        name.toUpperCase() === wanted),
  );
  return found?.id ?? null;
}

/** A customer shipment in draft; lines of one SKU stay apart. */
export function toShipmentOut(order: WmsOrder, party: PartyRow, master: MasterData) {
  const currency = master.currencies.get(order.currency);
  return {
    company: master.company,
    customer: party.id,
    delivery_address: party.addresses[0],
    warehouse: master.warehouse,
    reference: order.key,
    planned_date: master.today,
    outgoing_moves: [
      [
        'create',
        order.lines.map((line) => {
          const product = master.products.get(line.sku);
          return {
            product: product?.id,
            uom: product?.unit,
            quantity: line.quantity,
            from_location: master.outputLocation,
            to_location: party.customer_location,
            company: master.company,
            // Tryton wants a price; where it cannot be told in its currency, none is better than a wrong one.
            unit_price: decimal(currency === undefined ? '0' : (line.unitPrice ?? '0')),
            currency: currency ?? master.companyCurrency,
          };
        }),
      ],
    ],
  };
}

export function toReceipt({ id, number }: Pick<ShipmentStateRow, 'id' | 'number'>): WmsOrderReceipt {
  return { wmsOrderId: String(id), wmsOrderNumber: number };
}

function decimal(text: string) {
  const decimals = text.split('.')[1]?.length ?? 0;
  return {
    __class__: 'Decimal',
    decimal: decimals <= PRICE_DECIMALS ? text : Number(text).toFixed(PRICE_DECIMALS),
  };
}
