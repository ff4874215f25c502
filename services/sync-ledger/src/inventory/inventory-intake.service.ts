import { Injectable } from '@nestjs/common';
import type { EventOf, InventoryRetrieved, PayloadOf } from '@crossdock/domain';
import type { EntityManager } from 'typeorm';
import { SnapshotProgress } from './snapshot-progress.service';
import { StockLevels } from './stock-levels.service';

type Chunk = PayloadOf<typeof InventoryRetrieved>;

/** Takes in snapshots of stock chunk by chunk, in whatever order chunks and snapshots arrive. */
@Injectable()
export class InventoryIntake {
  constructor(
    private readonly levels: StockLevels,
    private readonly progress: SnapshotProgress,
  ) {}

  async take(tx: EntityManager, events: readonly EventOf<typeof InventoryRetrieved>[]): Promise<void> {
    for (const chunks of bySnapshot(events.map(({ payload }) => payload)))
      await this.takeSnapshot(tx, chunks);
  }

  private async takeSnapshot(tx: EntityManager, chunks: readonly [Chunk, ...Chunk[]]): Promise<void> {
    const [snapshot] = chunks;
    const newest = await this.progress.begin(tx, snapshot);
    // What a newer full snapshot says, or is about to say, holds for every SKU.
    if (!newest && snapshot.coverage === 'full') return;
    await this.levels.write(
      tx,
      snapshot,
      chunks.flatMap(({ levels }) => levels),
    );
    if (!newest) return;
    await this.progress.record(tx, chunks);
    await this.progress.completeIfWhole(tx, snapshot);
  }
}

/** The oldest snapshot first; chunks of one snapshot together. */
function bySnapshot(chunks: readonly Chunk[]): [Chunk, ...Chunk[]][] {
  const snapshots = new Map<string, [Chunk, ...Chunk[]]>();
  for (const chunk of chunks) {
    const key = `${chunk.wmsConnectionId}:${chunk.snapshotId}`;
    const known = snapshots.get(key);
    if (known) known.push(chunk);
    else snapshots.set(key, [chunk]);
  }
  return [...snapshots.values()].sort(([a], [b]) => Date.parse(a.asOf) - Date.parse(b.asOf));
}
