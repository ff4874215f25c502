import type { Recipient, ShipMethod, StockLevel, WmsShipment } from '@crossdock/domain';
import type { z } from 'zod';
import type { ConnectorContext } from './context';
import type { ConnectionReport, Manifest } from './manifest';
import type { Cursor, PullPage, PullRequest } from './pull';
import type { PushItem, PushStream } from './push';

/** An order for the warehouse. `key` is our reference: at most 16 characters, unique over all orders. */
export interface WmsOrder extends PushItem {
  /** The cart's order number, for people. */
  number: string;
  /** ISO 8601. */
  placedAt: string;
  shipMethod: ShipMethod | null;
  currency: string;
  shipTo: Recipient;
  lines: { reference: string; sku: string; name: string; quantity: number; unitPrice: string | null }[];
}

export interface WmsOrderReceipt {
  wmsOrderId: string;
  wmsOrderNumber: string | null;
}

/** `key` is our reference of the order. */
export interface WmsCancellation extends PushItem {
  wmsOrderId: string | null;
}

/** The warehouse's verdict, read back from it and never assumed. */
export interface WmsCancellationReceipt {
  verdict: 'canceled' | 'refused' | 'absent';
  /** The warehouse's own words for a refusal. */
  detail: string | null;
}

export interface WmsConnector<
  Credentials extends z.ZodType = z.ZodType,
  Settings extends z.ZodType = z.ZodType,
  ShipmentCursor extends Cursor = Cursor,
  StockCursor extends Cursor = Cursor,
> {
  readonly manifest: Manifest<Credentials, Settings>;

  /** Same warehouse customer, same text. Pure. */
  warehouseIdentity(credentials: z.output<Credentials>, settings: z.output<Settings>): string;

  /** @throws ProblemError */
  test(ctx: ConnectorContext<z.output<Credentials>, z.output<Settings>>): Promise<ConnectionReport>;

  readonly orders: PushStream<
    ConnectorContext<z.output<Credentials>, z.output<Settings>>,
    WmsOrder,
    WmsOrderReceipt
  >;

  /** Repeat safety is natural: cancelling twice is cancelling once. */
  readonly cancellations: PushStream<
    ConnectorContext<z.output<Credentials>, z.output<Settings>>,
    WmsCancellation,
    WmsCancellationReceipt
  >;

  readonly shipments: {
    readonly cursor: z.ZodType<ShipmentCursor>;
    start(since: Date): ShipmentCursor;
    /** Shipments done or changed from the cursor on, each whole. @throws ProblemError */
    pull(
      ctx: ConnectorContext<z.output<Credentials>, z.output<Settings>>,
      request: PullRequest<ShipmentCursor>,
    ): Promise<PullPage<WmsShipment, ShipmentCursor>>;
  };

  readonly inventory: {
    readonly cursor: z.ZodType<StockCursor>;
    /** Cursor of the first page of a snapshot. */
    start(): StockCursor;
    /** `full`: a SKU absent from all pages has no stock. */
    readonly coverage: 'full' | 'changes';
    /** Pages of one snapshot until `more` is false. @throws ProblemError */
    pull(
      ctx: ConnectorContext<z.output<Credentials>, z.output<Settings>>,
      request: PullRequest<StockCursor>,
    ): Promise<PullPage<StockLevel, StockCursor>>;
  };
}

/** Gives a literal connector its types. */
export function defineWmsConnector<
  Credentials extends z.ZodType,
  Settings extends z.ZodType,
  ShipmentCursor extends Cursor,
  StockCursor extends Cursor,
>(
  connector: WmsConnector<Credentials, Settings, ShipmentCursor, StockCursor>,
): WmsConnector<Credentials, Settings, ShipmentCursor, StockCursor> {
  return connector;
}
