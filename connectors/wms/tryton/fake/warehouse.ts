import { TrytonFakeFaults } from './faults';
import { createShipment, moveTo, type FakeState } from './shipment-workflow';
import { Tables, type Row, type TrytonFakeData } from './tables';

export interface TrytonFakeParcel {
  tracking: string | null;
  /** Units by SKU. */
  units: Record<string, number>;
}

/** A customer shipment. An order that was split has several with one reference. */
export interface TrytonFakeShipment {
  id: number;
  number: string;
  reference: string | null;
  state: FakeState;
  recipient: string;
  address: string;
  carrier: string | null;
  units: Record<string, number>;
  parcels: TrytonFakeParcel[];
}

export interface TrytonFakeProduct {
  sku: string;
  name: string;
  stockOnHand: number;
}

const SHIPMENT = 'stock.shipment.out';

const COUNTRIES = [
  'AT',
  'AU',
  'BE',
  'CA',
  'CH',
  'CZ',
  'DE',
  'DK',
  'ES',
  'FR',
  'GB',
  'IE',
  'IT',
  'JP',
  'MX',
  'NL',
];
const MORE_COUNTRIES = ['NO', 'NZ', 'PL', 'PT', 'SE', 'US'];
const STATES = { 'US-CA': 'California', 'US-NY': 'New York', 'US-TX': 'Texas', 'US-WA': 'Washington' };

/** The warehouse behind a fake Tryton, as the people who work in it see it. */
export class FakeWarehouse {
  readonly faults = new TrytonFakeFaults();
  readonly tables: Tables;
  /** What Tryton answers when the hub creates a shipment; null: it takes them. */
  refusal: string | null = null;
  /** A phone number that Tryton takes for wrong, as it can when it checks them. */
  refusedPhone: string | null = null;
  /** Models that the hub's user may not use. */
  readonly withheld = new Set<string>();

  constructor(
    now: () => Date,
    warehouseCode: string,
    readonly companyName: string,
    data?: TrytonFakeData,
  ) {
    this.tables = new Tables(now, data);
    if (data === undefined) this.furnish(warehouseCode);
  }

  addProduct({ sku, name, stockOnHand }: TrytonFakeProduct): void {
    this.tables.add('product.product', {
      code: sku,
      name,
      type: 'goods',
      default_uom: 1,
      on_hand: stockOnHand,
    });
  }

  setStock(sku: string, onHand: number): void {
    this.tables.change('product.product', this.product(sku), { on_hand: onHand });
  }

  stock(): { sku: string; onHand: number }[] {
    return this.tables
      .all('product.product')
      .map(({ code, on_hand }) => ({ sku: code as string, onHand: on_hand as number }));
  }

  /** All shipments, oldest first, or those under one reference. */
  shipments(reference?: string): TrytonFakeShipment[] {
    return this.tables
      .all(SHIPMENT)
      .filter((row) => reference === undefined || row['reference'] === reference)
      .map((row) => this.view(row));
  }

  /** What waits to be picked, oldest first. */
  waiting(): TrytonFakeShipment[] {
    return this.shipments().filter(({ state }) => state === 'waiting');
  }

  /** How many shipments Tryton has taken over its interface; a repeat that it took twice counts twice. */
  acceptedOrders(): number {
    return this.tables.all(SHIPMENT).filter(({ split_from }) => split_from === undefined).length;
  }

  pick(shipmentId: number): void {
    moveTo(this.tables, [shipmentId], 'assigned');
    moveTo(this.tables, [shipmentId], 'picked');
  }

  /**
   * Ships what waits or is picked under the reference, in these parcels. Without parcels it leaves unpacked, which
   * gives no tracking number. What no parcel holds goes on waiting in a second shipment with the same reference.
   */
  ship(reference: string, parcels: TrytonFakeParcel[] = [], carrier = 'Parcel Express'): TrytonFakeShipment {
    const shipment = this.open(reference);
    if (parcels.length > 0) this.splitOffRest(shipment, parcels);
    this.pick(shipment.id);
    this.tables.change(SHIPMENT, shipment, { carrier: this.carrier(carrier) });
    for (const parcel of parcels) this.pack(shipment, parcel);
    moveTo(this.tables, [shipment.id], 'packed');
    moveTo(this.tables, [shipment.id], 'done');
    return this.view(shipment);
  }

  /** Takes units out of what waits into a second shipment with the same reference; both wait afterwards. */
  split(reference: string, units: Record<string, number>): void {
    this.splitOff(this.open(reference), units);
  }

  /** Cancels on the warehouse's own account; does nothing once it has left. */
  cancel(shipmentId: number): void {
    moveTo(this.tables, [shipmentId], 'cancelled');
  }

  /** Takes a shipment back that has left, as an administrator can by setting its state. */
  takeBack(shipmentId: number): void {
    this.tables.change(SHIPMENT, this.tables.get(SHIPMENT, shipmentId), { state: 'cancelled' });
  }

  /** Types another tracking number into a parcel; the shipment itself stays unchanged. */
  correctTracking(wrong: string, right: string): void {
    for (const parcel of this.tables.all('stock.package'))
      if (parcel['shipping_reference'] === wrong)
        this.tables.change('stock.package', parcel, { shipping_reference: right });
  }

  snapshot(): TrytonFakeData {
    return this.tables.snapshot();
  }

  private furnish(warehouseCode: string): void {
    const { tables } = this;
    tables.add('currency.currency', { code: 'USD' });
    tables.add('currency.currency', { code: 'EUR' });
    tables.add('company.company', { rec_name: this.companyName, currency: 1 });
    for (const code of [...COUNTRIES, ...MORE_COUNTRIES]) tables.add('country.country', { code });
    const us = tables.all('country.country').find(({ code }) => code === 'US')!.id;
    for (const [code, name] of Object.entries(STATES))
      tables.add('country.subdivision', { code, name, country: us });
    const warehouse = tables.add('stock.location', {
      type: 'warehouse',
      code: warehouseCode,
      name: 'Warehouse',
      parent: null,
      output_location: 2,
      storage_location: 3,
    });
    tables.add('stock.location', { type: 'storage', code: 'OUT', parent: warehouse.id });
    tables.add('stock.location', { type: 'storage', code: 'STO', parent: warehouse.id });
    tables.add('stock.location', { type: 'customer', code: 'CUS', parent: null });
  }

  private pack(shipment: Row, { tracking, units }: TrytonFakeParcel): void {
    const parcel = this.tables.add('stock.package', {
      shipment: `${SHIPMENT},${shipment.id}`,
      parent: null,
      shipping_reference: tracking,
    });
    for (const [sku, quantity] of Object.entries(units))
      this.tables.change('stock.move', this.takeMove(shipment, sku, quantity), { package: parcel.id });
  }

  /** What no parcel holds goes into a second shipment. */
  private splitOffRest(shipment: Row, parcels: readonly TrytonFakeParcel[]): void {
    const packed = new Map<string, number>();
    for (const { units } of parcels)
      for (const [sku, quantity] of Object.entries(units)) packed.set(sku, (packed.get(sku) ?? 0) + quantity);
    const rest = Object.entries(this.view(shipment).units)
      .map(([sku, quantity]): [string, number] => [sku, quantity - (packed.get(sku) ?? 0)])
      .filter(([, quantity]) => quantity > 0);
    if (rest.length > 0) this.splitOff(shipment, Object.fromEntries(rest));
  }

  private splitOff(shipment: Row, units: Record<string, number>): void {
    const { customer, delivery_address, warehouse, company, reference, planned_date } = shipment;
    const second = createShipment(this.tables, {
      ...{ customer, delivery_address, warehouse, company, reference, planned_date },
      split_from: shipment.id,
    });
    for (const [sku, quantity] of Object.entries(units))
      this.tables.change('stock.move', this.takeMove(shipment, sku, quantity), {
        shipment: `${SHIPMENT},${second.id}`,
      });
    moveTo(this.tables, [second.id], 'waiting');
  }

  private open(reference: string): Row {
    const shipment = this.tables
      .all(SHIPMENT)
      .find(
        (row) => row['reference'] === reference && ['waiting', 'picked'].includes(row['state'] as string),
      );
    if (shipment === undefined) throw new Error(`nothing waits under ${reference}`);
    return shipment;
  }

  /** An unpacked movement of exactly so many units, split off from a larger one when need be. */
  private takeMove(shipment: Row, sku: string, quantity: number): Row {
    const product = this.product(sku).id;
    const move = this.tables
      .related(SHIPMENT, shipment, 'outgoing_moves')
      .find(
        (row) =>
          row['product'] === product && row['package'] === null && (row['quantity'] as number) >= quantity,
      );
    if (move === undefined) throw new Error(`no movement of ${quantity} ${sku} is left`);
    const left = (move['quantity'] as number) - quantity;
    if (left === 0) return move;
    this.tables.change('stock.move', move, { quantity: left, internal_quantity: left });
    return this.tables.add('stock.move', { ...move, quantity, internal_quantity: quantity });
  }

  private carrier(name: string): number {
    const known = this.tables
      .all('carrier')
      .find((row) => this.tables.get('party.party', row['party'] as number)['name'] === name);
    if (known !== undefined) return known.id;
    const party = this.tables.add('party.party', { name, code: `carrier ${name}` });
    return this.tables.add('carrier', { party: party.id }).id;
  }

  private product(sku: string): Row {
    const product = this.tables.all('product.product').find(({ code }) => code === sku);
    if (product === undefined) throw new Error(`no product ${sku}`);
    return product;
  }

  private view(row: Row): TrytonFakeShipment {
    const { tables } = this;
    const moves = tables.related(SHIPMENT, row, 'outgoing_moves');
    const [carrier] = tables.related(SHIPMENT, row, 'carrier');
    return {
      id: row.id,
      number: row['number'] as string,
      reference: (row['reference'] ?? null) as string | null,
      state: row['state'] as FakeState,
      recipient: tables.get('party.party', row['customer'] as number)['name'] as string,
      address: addressOf(tables.get('party.address', row['delivery_address'] as number)),
      carrier:
        carrier === undefined ? null : (tables.related('carrier', carrier, 'party')[0]!['name'] as string),
      units: this.unitsOf(moves),
      parcels: tables.related(SHIPMENT, row, 'packages').map((parcel) => ({
        tracking: parcel['shipping_reference'] as string | null,
        units: this.unitsOf(tables.related('stock.package', parcel, 'moves')),
      })),
    };
  }

  private unitsOf(moves: readonly Row[]): Record<string, number> {
    const units: Record<string, number> = {};
    for (const move of moves) {
      const sku = this.tables.get('product.product', move['product'] as number)['code'] as string;
      units[sku] = (units[sku] ?? 0) + (move['quantity'] as number);
    }
    return units;
  }
}

function addressOf({ street, postal_code, city }: Row): string {
  return [street, postal_code, city].filter((part) => part !== null).join(', ');
}
