import {
  assertMoved,
  resumeFrom,
  type PageWork,
  type PullFunction,
  type ReadPage,
} from '@crossdock/connector-host';
import { ProblemError } from '@crossdock/connector-sdk';
import { instant, InventoryRetrieved, stockLevel, type StockLevel } from '@crossdock/domain';
import { Clock } from '@crossdock/platform';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import { WmsConnectors } from '../connectors/wms-connectors';
import { chunksOf } from './chunks-of';

export const STOCK_STREAM = 'stock';

const zProgress = z.object({
  snapshotId: z.uuid(),
  asOf: instant,
  /** Chunks told so far. */
  chunks: z.int(),
  /** Where the snapshot goes on. */
  cursor: z.unknown(),
});
type Progress = z.output<typeof zProgress>;

/** Inventory: one snapshot per run, told in chunks. A snapshot that breaks off has no last chunk. */
@Injectable()
export class StockSnapshot implements PullFunction {
  readonly function = 'inventory' as const;
  readonly stream = STOCK_STREAM;

  constructor(
    private readonly connectors: WmsConnectors,
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  async read(work: PageWork): Promise<ReadPage> {
    const { inventory } = this.connectors.get(work.connection.connector);
    const progress = work.run.progress === null ? await this.begin() : zProgress.parse(work.run.progress);
    const from = resumeFrom(inventory.cursor, progress.cursor, inventory.start());
    const page = await work.call((ctx) => inventory.pull(ctx, { cursor: from, limit: work.limit }));
    assertMoved(from, page);
    const chunks = chunksOf(readLevels(page.items), !page.more);
    const events = chunks.map((levels, index) =>
      InventoryRetrieved.create(
        {
          accountId: work.connection.accountId,
          merchantId: work.connection.merchantId,
          wmsConnectionId: work.connection.id,
          connector: work.connection.connector,
          runId: work.run.id,
          snapshotId: progress.snapshotId,
          asOf: progress.asOf,
          chunk: progress.chunks + index + 1,
          last: !page.more && index === chunks.length - 1,
          coverage: inventory.coverage,
          levels,
        },
        this.clock.now(),
      ),
    );
    const next: Progress = { ...progress, chunks: progress.chunks + chunks.length, cursor: page.next };
    const counts = { read: page.items.length, done: page.items.length };
    return { save: () => Promise.resolve({ counts, events, progress: next, more: page.more }) };
  }

  /** The instant is the database's, so that snapshots of several processes can be put in order. */
  private async begin(): Promise<Progress> {
    const [row]: { now: Date }[] = await this.dataSource.query('SELECT clock_timestamp() AS now');
    return { snapshotId: uuidv7(), asOf: row!.now.toISOString(), chunks: 0, cursor: null };
  }
}

/**
 * In a full snapshot a SKU that is left out counts as sold out, so one bad level spoils the whole of it.
 * @throws ProblemError `unexpected`
 */
function readLevels(items: readonly StockLevel[]): StockLevel[] {
  const parsed = z.array(stockLevel).safeParse(items);
  if (parsed.success) return parsed.data;
  const [index, field] = parsed.error.issues[0]?.path ?? [];
  const sku = items[Number(index)]?.sku;
  throw new ProblemError({
    kind: 'unexpected',
    code: 'stock-unreadable',
    message: `The stock of SKU "${String(sku)}" cannot be read: its field "${String(field)}" is not as expected.`,
    fix: 'Correct the product at the warehouse; the next run reads the stock again.',
  });
}
