import type { ShippedPackage, WmsShipment } from '@crossdock/domain';
import { instantOf, isoDate, stampOf } from './server-time';
import type { MoveOut, PackageRow, ShipmentRow } from './wire';

const HALF_DAY_MS = 43_200_000;

/** A shipment that left, with what is known of its parcels. */
export function toShipment(row: ShipmentRow, timeZone: string): WmsShipment {
  const shipped = row['outgoing_moves.'].filter(({ state }) => state === 'done');
  return {
    externalId: String(row.id),
    orderReference: row.reference,
    wmsOrderId: String(row.id),
    status: row.state === 'cancelled' ? 'voided' : 'shipped',
    shippedAt: shippedAt(row, shipped, timeZone),
    packages: toPackages(row, shipped),
  };
}

/**
 * Tryton keeps the day of shipping, which people may type, and the time at which its goods movements were last written.
 * The time counts as long as it tells the same day, give or take a time zone.
 */
function shippedAt(row: ShipmentRow, shipped: readonly MoveOut[], timeZone: string): string {
  const stamps = shipped
    .flatMap(({ write_date }) => (write_date === null ? [] : [stampOf(write_date)]))
    .sort();
  const closed = instantOf(stamps[0] ?? stampOf(row.write_date), timeZone);
  if (row.effective_date === null) return closed;
  const noon = Date.parse(`${isoDate(row.effective_date)}T12:00:00.000Z`);
  return Math.abs(Date.parse(closed) - noon) <= 2 * HALF_DAY_MS ? closed : new Date(noon).toISOString();
}

/** A parcel is an outermost package with all that is in it; what is in no package makes one parcel without tracking. */
function toPackages(row: ShipmentRow, shipped: readonly MoveOut[]): ShippedPackage[] {
  const packages = new Map((row['packages.'] ?? []).map((each) => [each.id, each]));
  const carrier = row['carrier.']?.['party.'].name ?? null;
  const parcels = new Map<number | null, MoveOut[]>();
  for (const move of shipped) {
    const outermost = outermostOf(move.package ?? null, packages);
    parcels.set(outermost, [...(parcels.get(outermost) ?? []), move]);
  }
  return [...parcels]
    .sort(([one], [other]) => (one ?? Infinity) - (other ?? Infinity))
    .map(([id, moves]) => ({
      externalId: id === null ? 'loose' : String(id),
      trackingNumber: (id === null ? null : packages.get(id)?.shipping_reference) || null,
      carrier,
      service: null,
      lines: toLines(moves),
    }));
}

function outermostOf(id: number | null, packages: ReadonlyMap<number, PackageRow>): number | null {
  const parent = id === null ? null : (packages.get(id)?.parent ?? null);
  return parent === null ? id : outermostOf(parent, packages);
}

/** Units by SKU in the order in which they were asked for. Tryton does not echo our lines. */
function toLines(moves: readonly MoveOut[]): ShippedPackage['lines'] {
  const units = new Map<string, number>();
  for (const { internal_quantity, 'product.': product } of [...moves].sort((one, other) => one.id - other.id))
    units.set(product.code ?? '', (units.get(product.code ?? '') ?? 0) + internal_quantity);
  return [...units]
    .map(([sku, quantity]) => ({ sku, lineReference: null, quantity: wholeUnits(quantity) }))
    .filter(({ quantity }) => quantity > 0);
}

/** Orders of the hub are in whole units; of goods measured otherwise only the whole units are told. */
export function wholeUnits(quantity: number): number {
  // Tryton computes with floating point: 2.9999999999 is three.
  return Math.floor(Math.round(quantity * 1e6) / 1e6);
}
