import type { CartOrder } from '@crossdock/domain';
import type { z } from 'zod';
import type { ConnectorContext } from './context';
import type { ConnectionReport, Manifest } from './manifest';
import type { Cursor, PullPage, PullRequest } from './pull';
import type { PushItem, PushStream } from './push';

/** One parcel for one cart order. */
export interface ShipmentUpload extends PushItem {
  orderExternalId: string;
  orderNumber: string;
  /** ISO 8601. */
  shippedAt: string;
  trackingNumber: string | null;
  carrier: string | null;
  service: string | null;
  lines: { lineExternalId: string; sku: string; quantity: number }[];
}

export interface ShipmentReceipt {
  /** The cart's id of the fulfilment, where it has one. */
  fulfillmentId: string | null;
}

/** Absolute stock of one SKU; `key` is the SKU. */
export interface StockUpdate extends PushItem {
  quantity: number;
}

export interface StockReceipt {
  quantity: number;
}

/**
 * What a cart connector implements. All functions are free of state and of I/O except through `ctx.http`.
 */
export interface CartConnector<
  Credentials extends z.ZodType = z.ZodType,
  Settings extends z.ZodType = z.ZodType,
  C extends Cursor = Cursor,
> {
  readonly manifest: Manifest<Credentials, Settings>;

  /** Same store, same text: two connections with one identity are one store connected twice. Pure. */
  storeIdentity(credentials: z.output<Credentials>, settings: z.output<Settings>): string;

  /**
   * Proves that the credentials work and suffice for every stream, without writing.
   * @throws ProblemError
   */
  test(ctx: ConnectorContext<z.output<Credentials>, z.output<Settings>>): Promise<ConnectionReport>;

  readonly orders: {
    readonly cursor: z.ZodType<C>;
    /** Cursor from which every order placed at or after `since` is read. */
    start(since: Date): C;
    /**
     * Orders placed or changed from the cursor on. An order may come again; the host drops what it knows unchanged.
     * Once `more` is false, a later call with `next` returns what came since.
     * @throws ProblemError
     */
    pull(
      ctx: ConnectorContext<z.output<Credentials>, z.output<Settings>>,
      request: PullRequest<C>,
    ): Promise<PullPage<CartOrder, C>>;
    /**
     * Reads these orders again by the cart's ids, at most 100; an unknown id is left out. Stands behind every
     * cursor: what a cart changes without moving its stamps is found by it.
     * @throws ProblemError
     */
    fetch(
      ctx: ConnectorContext<z.output<Credentials>, z.output<Settings>>,
      externalIds: readonly string[],
    ): Promise<CartOrder[]>;
  };

  readonly shipments: PushStream<
    ConnectorContext<z.output<Credentials>, z.output<Settings>>,
    ShipmentUpload,
    ShipmentReceipt
  >;

  readonly inventory: PushStream<
    ConnectorContext<z.output<Credentials>, z.output<Settings>>,
    StockUpdate,
    StockReceipt
  >;
}

/** Gives a literal connector its types. */
export function defineCartConnector<
  Credentials extends z.ZodType,
  Settings extends z.ZodType,
  C extends Cursor,
>(connector: CartConnector<Credentials, Settings, C>): CartConnector<Credentials, Settings, C> {
  return connector;
}
