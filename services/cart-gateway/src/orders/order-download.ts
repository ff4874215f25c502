import {
  assertMoved,
  resumeFrom,
  SeenRecords,
  type PageWork,
  type PullFunction,
  type ReadPage,
  type RecordStream,
} from '@crossdock/connector-host';
import type { CartOrder, DomainEvent } from '@crossdock/domain';
import { Clock, Sealer } from '@crossdock/platform';
import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { z } from 'zod';
import { RECHECK_OPTIONS, type RecheckOptions } from '../cart-gateway-options';
import { CartConnectors } from '../connectors/cart-connectors';
import { countedEvent, orderEvent, type DownloadContext } from './order-events';
import { readOrders } from './read-orders';

export const ORDERS_STREAM = 'orders';

/** First everything from the cursor on, then once the open orders that nobody has looked at for a while. */
const zProgress = z.object({ phase: z.enum(['pages', 'recheck']) });
type Progress = z.output<typeof zProgress>;

/**
 * Order download. Carts change orders without moving their stamps, so each run ends with reading some open orders again,
 * those first that were not looked at for longest.
 */
@Injectable()
export class OrderDownload implements PullFunction {
  readonly function = 'order-download' as const;
  readonly stream = ORDERS_STREAM;

  constructor(
    private readonly connectors: CartConnectors,
    private readonly seen: SeenRecords,
    private readonly sealer: Sealer,
    private readonly clock: Clock,
    @Inject(RECHECK_OPTIONS) private readonly options: RecheckOptions,
  ) {}

  async read(work: PageWork): Promise<ReadPage> {
    const { phase } = work.run.progress === null ? { phase: 'pages' } : zProgress.parse(work.run.progress);
    return phase === 'pages' ? this.readPage(work) : this.readAgain(work);
  }

  private async readPage(work: PageWork): Promise<ReadPage> {
    const { orders } = this.connectors.get(work.connection.connector);
    const from = resumeFrom(orders.cursor, work.cursor, orders.start(work.connection.readSince));
    const page = await work.call((ctx) => orders.pull(ctx, { cursor: from, limit: work.limit }));
    assertMoved(from, page);
    const progress: Progress = { phase: page.more ? 'pages' : 'recheck' };
    return {
      save: async (tx) => ({
        ...(await this.take(tx, work, page.items)),
        progress,
        more: true,
        cursor: page.next,
      }),
    };
  }

  private async readAgain(work: PageWork): Promise<ReadPage> {
    const { orders } = this.connectors.get(work.connection.connector);
    const stream = streamOf(work);
    const ids = await this.seen.leastRecentlyChecked(
      stream,
      this.options.recheckAfterMs,
      this.options.recheckLimit,
    );
    const items = ids.length === 0 ? [] : await work.call((ctx) => orders.fetch(ctx, ids));
    const progress: Progress = { phase: 'recheck' };
    return {
      save: async (tx) => {
        const taken = await this.take(tx, work, items);
        await this.seen.markChecked(tx, stream, ids);
        return {
          ...taken,
          events: [...taken.events, ...(await this.counts(tx, work))],
          progress,
          more: false,
        };
      },
    };
  }

  private async take(tx: EntityManager, work: PageWork, items: readonly CartOrder[]) {
    const { orders, records, unreadable, problem } = readOrders(items);
    const revisions = await this.seen.remember(tx, streamOf(work), records);
    const context = this.contextOf(work);
    const events = orders.flatMap((order) => {
      const revision = revisions.get(order.externalId);
      return revision === undefined ? [] : [orderEvent(context, order, revision, this.sealer)];
    });
    const counts = {
      read: items.length,
      done: events.length,
      skipped: items.length - events.length - unreadable,
      failed: unreadable,
    };
    return { counts, events, ...(problem && { problem }) };
  }

  /** How many orders of each day were read so far, for the days whose number changed. */
  private async counts(tx: EntityManager, work: PageWork): Promise<DomainEvent[]> {
    const context = this.contextOf(work);
    const days = await this.seen.takeUntoldDays(tx, streamOf(work));
    return days.map((day) => countedEvent(context, day));
  }

  private contextOf({ connection, run }: PageWork): DownloadContext {
    return { connection, runId: run.id, at: this.clock.now() };
  }
}

function streamOf({ connection }: PageWork): RecordStream {
  return { connectionId: connection.id, stream: ORDERS_STREAM };
}
