import {
  assertMoved,
  resumeFrom,
  SeenRecords,
  type PageWork,
  type PullFunction,
  type ReadPage,
  type SavedPage,
} from '@crossdock/connector-host';
import { ShipmentRetrieved, type DomainEvent, type WmsShipment } from '@crossdock/domain';
import { Clock } from '@crossdock/platform';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { WmsConnectors } from '../connectors/wms-connectors';
import { readShipments } from './read-shipments';

export const SHIPMENTS_STREAM = 'shipments';

/** Shipping confirmations: shipments that are new or changed since the cursor, each whole. */
@Injectable()
export class ShippingConfirmations implements PullFunction {
  readonly function = 'shipping-confirmations' as const;
  readonly stream = SHIPMENTS_STREAM;

  constructor(
    private readonly connectors: WmsConnectors,
    private readonly seen: SeenRecords,
    private readonly clock: Clock,
  ) {}

  async read(work: PageWork): Promise<ReadPage> {
    const { shipments } = this.connectors.get(work.connection.connector);
    const from = resumeFrom(shipments.cursor, work.cursor, shipments.start(work.connection.readSince));
    const page = await work.call((ctx) => shipments.pull(ctx, { cursor: from, limit: work.limit }));
    assertMoved(from, page);
    return { save: (tx) => this.save(tx, work, page) };
  }

  private async save(
    tx: EntityManager,
    work: PageWork,
    page: { items: readonly WmsShipment[]; next: unknown; more: boolean },
  ): Promise<SavedPage> {
    const { shipments: readable, problem } = readShipments(page.items);
    // Cursors reach back a little behind the instant they start from.
    const shipments = readable.filter(
      ({ shippedAt }) => Date.parse(shippedAt) >= work.connection.readSince.getTime(),
    );
    const stream = { connectionId: work.connection.id, stream: SHIPMENTS_STREAM };
    const revisions = await this.seen.remember(
      tx,
      stream,
      shipments.map((shipment) => ({
        externalId: shipment.externalId,
        content: shipment,
        open: false,
        day: null,
      })),
    );
    const events = shipments.flatMap((shipment) => {
      const revision = revisions.get(shipment.externalId);
      return revision === undefined ? [] : [this.retrieved(work, shipment, revision)];
    });
    const failed = page.items.length - readable.length;
    const counts = {
      read: page.items.length,
      done: events.length,
      skipped: readable.length - events.length,
      failed,
    };
    // Nothing may be passed over: the page is read again by the next run, until all of it can be read.
    if (problem) return { counts, events, progress: null, more: false, problem };
    return { counts, events, progress: null, more: page.more, cursor: page.next };
  }

  private retrieved({ connection, run }: PageWork, shipment: WmsShipment, revision: number): DomainEvent {
    const at = this.clock.now();
    return ShipmentRetrieved.create(
      {
        accountId: connection.accountId,
        merchantId: connection.merchantId,
        wmsConnectionId: connection.id,
        connector: connection.connector,
        runId: run.id,
        revision,
        observedAt: at.toISOString(),
        shipment,
      },
      at,
    );
  }
}
