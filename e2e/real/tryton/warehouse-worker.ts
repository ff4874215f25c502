import { CARRIER } from './company';
import { decimal, TrytonClient, type TrytonLogin } from './tryton-client';

export interface Parcel {
  tracking: string | null;
  /** Units by SKU. */
  units: Record<string, number>;
}

export interface ShipmentView {
  id: number;
  number: string;
  reference: string | null;
  state: 'draft' | 'waiting' | 'assigned' | 'picked' | 'packed' | 'done' | 'cancelled';
  /** The address label, one line each. */
  address: string[];
  /** What is to leave or has left, by SKU. */
  units: Record<string, number>;
  parcels: Parcel[];
}

export interface StockView {
  onHand: number;
  forecast: number;
}

interface Move {
  id: number;
  quantity: number;
  state: string;
  uom: number;
  'product.': { code: string };
}

/**
 * The people of the warehouse: they receive goods, pick, pack, ship and cancel with the same calls that the buttons
 * of Tryton's own client make.
 */
export class WarehouseWorker {
  private constructor(
    private readonly client: TrytonClient,
    private readonly storage: number,
    private readonly warehouse: number,
    private readonly unit: number,
  ) {}

  static async start(login: TrytonLogin, warehouseCode = 'WH'): Promise<WarehouseWorker> {
    const client = await TrytonClient.login(login);
    const [warehouse] = await client.search<{ id: number; storage_location: number }>(
      'stock.location',
      [
        ['type', '=', 'warehouse'],
        ['code', '=', warehouseCode],
      ],
      ['storage_location'],
    );
    const [unit] = await client.search<{ id: number }>('product.uom', [['symbol', '=', 'u']], ['id']);
    return new WarehouseWorker(client, warehouse!.storage_location, warehouse!.id, unit!.id);
  }

  /** Makes the products that do not exist yet. */
  async createProducts(products: { sku: string; name: string }[]): Promise<void> {
    const known = await this.client.search<{ id: number; code: string }>(
      'product.product',
      [['code', 'in', products.map(({ sku }) => sku)]],
      ['code'],
    );
    for (const { sku, name } of products) {
      if (known.some(({ code }) => code === sku)) continue;
      await this.client.create('product.template', {
        name,
        type: 'goods',
        default_uom: this.unit,
        list_price: decimal('10'),
        cost_price_method: 'fixed',
        products: [['create', [{ suffix_code: sku }]]],
      });
    }
  }

  /** Counts the storage: afterwards it holds exactly these units of these SKUs. */
  async countStock(units: Record<string, number>): Promise<void> {
    const products = await this.productIds(Object.keys(units));
    const inventory = await this.client.create('stock.inventory', {
      location: this.storage,
      lines: [
        [
          'create',
          Object.entries(units).map(([sku, quantity]) => ({ product: products.get(sku), quantity })),
        ],
      ],
    });
    await this.client.press('stock.inventory', 'confirm', [inventory]);
  }

  /** Everything that was ever asked for under a reference, oldest first; a split makes several. */
  async shipments(reference: string): Promise<ShipmentView[]> {
    return this.read([['reference', '=', reference]]);
  }

  async allShipments(): Promise<ShipmentView[]> {
    return this.read([]);
  }

  /** What Tryton itself says of today; its forecast forgets shipments that are late. */
  async stock(sku: string): Promise<StockView> {
    const products = await this.productIds([sku]);
    const today = await this.client.call<object>('model.ir.date.today');
    const inWarehouse = { locations: [this.warehouse], with_childs: true, stock_date_end: today };
    const [level] = await this.client.callIn<{ quantity: number; forecast_quantity: number }[]>(
      inWarehouse,
      'model.product.product.read',
      [products.get(sku)],
      ['quantity', 'forecast_quantity'],
    );
    return { onHand: level!.quantity, forecast: level!.forecast_quantity };
  }

  /** Reserves the stock; false when there is not enough, and the shipment then stays `waiting`. */
  assign(shipmentId: number): Promise<boolean> {
    return this.press<boolean>('assign_try', shipmentId);
  }

  async pick(shipmentId: number): Promise<void> {
    if (!(await this.assign(shipmentId))) throw new Error(`not enough stock for shipment ${shipmentId}`);
    await this.press('pick', shipmentId);
  }

  /**
   * Puts a picked shipment into parcels and closes them. A SKU may be spread over parcels.
   * Without parcels it is packed the way Tryton allows too: no package at all.
   */
  async pack(shipmentId: number, parcels: Parcel[]): Promise<void> {
    const [box] = await this.client.search<{ id: number }>('stock.package.type', [], ['id']);
    const loose = await this.outgoingMoves(shipmentId);
    for (const { tracking, units } of parcels) {
      const moves: number[] = [];
      for (const [sku, quantity] of Object.entries(units))
        moves.push(await this.takeFrom(loose, sku, quantity, shipmentId));
      await this.client.create('stock.package', {
        type: box!.id,
        shipment: `stock.shipment.out,${shipmentId}`,
        shipping_reference: tracking,
        moves: [['add', moves]],
      });
    }
    await this.press('pack', shipmentId);
  }

  async done(shipmentId: number): Promise<void> {
    await this.press('done', shipmentId);
  }

  /** Picks, packs and ships what waits under the reference, with the carrier of the set-up. */
  async ship(reference: string, parcels: Parcel[]): Promise<void> {
    const waiting = (await this.shipments(reference)).find(({ state }) => state === 'waiting');
    if (waiting === undefined) throw new Error(`nothing waits under ${reference}`);
    await this.setCarrier(waiting.id);
    await this.pick(waiting.id);
    await this.pack(waiting.id, parcels);
    await this.done(waiting.id);
  }

  /**
   * Takes units out of a waiting shipment into a second one with the same reference, as the form's "Split" does.
   * Both wait afterwards.
   */
  async split(shipmentId: number, units: Record<string, number>): Promise<void> {
    await this.press('draft', shipmentId);
    const loose = await this.outgoingMoves(shipmentId);
    const moves: number[] = [];
    for (const [sku, quantity] of Object.entries(units))
      moves.push(await this.takeFrom(loose, sku, quantity, shipmentId));
    await this.runWizard('stock.shipment.split', shipmentId, 'split', { moves });
    const [{ reference }] = (await this.read([['id', '=', shipmentId]])) as [ShipmentView];
    const both = await this.shipments(reference ?? '');
    await this.client.press(
      'stock.shipment.out',
      'wait',
      both.filter(({ state }) => state === 'draft').map(({ id }) => id),
    );
  }

  /** Plans a waiting shipment for so many days from today; a negative number of days makes it late. */
  async postpone(shipmentId: number, days: number): Promise<void> {
    const day = new Date(Date.now() + days * 86_400_000);
    const [year, month, date] = [day.getUTCFullYear(), day.getUTCMonth() + 1, day.getUTCDate()];
    await this.client.write('stock.shipment.out', [shipmentId], {
      planned_date: { __class__: 'date', year, month, day: date },
    });
  }

  /** Asks Tryton to cancel; it does nothing and says nothing when it will not. */
  async cancel(shipmentId: number): Promise<void> {
    await this.press('cancel', shipmentId);
  }

  /** Types a tracking number into parcels after the shipment has left. */
  async correctTracking(wrong: string, right: string): Promise<void> {
    const packages = await this.client.search<{ id: number }>(
      'stock.package',
      [['shipping_reference', '=', wrong]],
      ['id'],
    );
    await this.client.write(
      'stock.package',
      packages.map(({ id }) => id),
      { shipping_reference: right },
    );
  }

  private async setCarrier(shipmentId: number): Promise<void> {
    const [carrier] = await this.client.search<{ id: number }>(
      'carrier',
      [['party.name', '=', CARRIER]],
      ['id'],
    );
    await this.client.write('stock.shipment.out', [shipmentId], { carrier: carrier!.id });
  }

  private press<Result = unknown>(button: string, shipmentId: number): Promise<Result> {
    return this.client.press<Result>('stock.shipment.out', button, [shipmentId]);
  }

  private outgoingMoves(shipmentId: number): Promise<Move[]> {
    return this.client.search<Move>(
      'stock.move',
      [
        ['shipment', '=', `stock.shipment.out,${shipmentId}`],
        ['to_location.type', '=', 'customer'],
        ['state', '!=', 'cancelled'],
      ],
      ['quantity', 'state', 'uom', 'product.code'],
    );
  }

  /** The move of exactly so many units, split off from a larger one when need be. */
  private async takeFrom(loose: Move[], sku: string, quantity: number, shipmentId: number): Promise<number> {
    const move = loose.find(({ 'product.': product, quantity: left }) => {
      return product.code === sku && left >= quantity;
    });
    if (move === undefined) throw new Error(`no move of ${quantity} ${sku} is left`);
    if (move.quantity === quantity) {
      loose.splice(loose.indexOf(move), 1);
      return move.id;
    }
    await this.runWizard('stock.move.split', move.id, 'split', { quantity, uom: move.uom, count: 1 });
    const rest = await this.outgoingMoves(shipmentId);
    const known = new Set(loose.map(({ id }) => id));
    loose.splice(loose.indexOf(move), 1, ...rest.filter(({ id }) => id !== move.id && !known.has(id)));
    return move.id;
  }

  /** Opens a wizard on a record, fills in its only page and presses a button. */
  private async runWizard(
    wizard: string,
    id: number,
    button: string,
    values: Record<string, unknown>,
  ): Promise<void> {
    const model = wizard === 'stock.move.split' ? 'stock.move' : 'stock.shipment.out';
    const on = { active_model: model, active_id: id, active_ids: [id] };
    const [session, start] = await this.client.call<[number, string]>(`wizard.${wizard}.create`);
    const page = await this.client.callIn<{ view: { defaults: object } }>(
      on,
      `wizard.${wizard}.execute`,
      session,
      {},
      start,
    );
    const defaults = Object.fromEntries(
      Object.entries(page.view.defaults).filter(([name]) => !name.endsWith('.')),
    );
    const filled = { [start]: { ...defaults, ...values } };
    await this.client.callIn(on, `wizard.${wizard}.execute`, session, filled, button);
    await this.client.call(`wizard.${wizard}.delete`, session);
  }

  private async productIds(skus: string[]): Promise<Map<string, number>> {
    const products = await this.client.search<{ id: number; code: string }>(
      'product.product',
      [['code', 'in', skus]],
      ['code'],
    );
    const ids = new Map(products.map(({ code, id }) => [code, id]));
    const missing = skus.filter((sku) => !ids.has(sku));
    if (missing.length > 0) throw new Error(`no product ${missing.join(', ')}`);
    return ids;
  }

  private async read(domain: unknown): Promise<ShipmentView[]> {
    const shipments = await this.client.search<{
      id: number;
      number: string;
      reference: string | null;
      state: ShipmentView['state'];
      'delivery_address.': { full_address: string };
      'outgoing_moves.': Move[];
      'packages.': { shipping_reference: string | null; 'moves.': Move[] }[];
    }>('stock.shipment.out', domain, [
      'number',
      'reference',
      'state',
      'delivery_address.full_address',
      'outgoing_moves.quantity',
      'outgoing_moves.product.code',
      'packages.shipping_reference',
      'packages.moves.quantity',
      'packages.moves.product.code',
    ]);
    return shipments.map((shipment) => ({
      id: shipment.id,
      number: shipment.number,
      reference: shipment.reference,
      state: shipment.state,
      address: shipment['delivery_address.'].full_address.split('\n'),
      units: unitsOf(shipment['outgoing_moves.']),
      parcels: shipment['packages.'].map((parcel) => ({
        tracking: parcel.shipping_reference,
        units: unitsOf(parcel['moves.']),
      })),
    }));
  }
}

function unitsOf(moves: Move[]): Record<string, number> {
  const units: Record<string, number> = {};
  for (const { quantity, 'product.': product } of moves)
    units[product.code] = (units[product.code] ?? 0) + quantity;
  return units;
}
