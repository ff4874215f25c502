import { Injectable } from '@nestjs/common';
import { ShipmentUploadRequested } from '@crossdock/domain';
import { Outbox } from '@crossdock/messaging';
import { Clock } from '@crossdock/platform';
import { DataSource, type EntityManager } from 'typeorm';
import { Connections } from '../connections/connections.service';
import type { LedgerRun } from '../runs/ledger-run.entity';
import { LedgerRuns } from '../runs/ledger-runs.service';
import { Ticks } from '../ticks/ticks.service';
import { loadDueUploads, type DueUpload } from './due-uploads';

const LOOK_EVERY_MS = 200;
const PER_TRANSACTION = 250;

/** Works on the runs of shipment upload: asks the cart's gateway to tell the store of each parcel that is due. */
@Injectable()
export class UploadDispatcher {
  constructor(
    private readonly dataSource: DataSource,
    private readonly runs: LedgerRuns,
    private readonly connections: Connections,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
    ticks: Ticks,
  ) {
    ticks.every('shipment-upload', LOOK_EVERY_MS, () => this.tick());
  }

  /** Dispatches until no run has anything left. */
  async tick(): Promise<void> {
    while (await this.dataSource.transaction((tx) => this.dispatchSome(tx)));
  }

  private async dispatchSome(tx: EntityManager): Promise<boolean> {
    const run = await this.runs.claimDispatching(tx, 'shipment-upload');
    if (!run) return false;
    const connection = await this.connections.cartConnection(tx, run.targetId);
    const due = connection?.state === 'active' ? await loadDueUploads(tx, run.targetId, PER_TRANSACTION) : [];
    await this.request(tx, run, due);
    await this.runs.dispatched(tx, run.runId, due.length, { last: due.length < PER_TRANSACTION });
    return true;
  }

  private async request(tx: EntityManager, run: LedgerRun, due: readonly DueUpload[]): Promise<void> {
    const now = this.clock.now();
    await tx.query(
      `UPDATE shipment_uploads SET state = 'requested', attempt = attempt + 1, awaited = true, run_id = $2,
         requested_at = $3, problem = NULL, next_attempt_at = NULL
       WHERE id = ANY ($1)`,
      [due.map(({ uploadId }) => uploadId), run.runId, now],
    );
    const { accountId, merchantId, runId, targetId: cartConnectionId } = run;
    await this.outbox.add(
      tx,
      due.map(({ shippedAt, attempts, cartConnector: connector, ...upload }) =>
        ShipmentUploadRequested.create(
          {
            ...upload,
            accountId,
            merchantId,
            runId,
            cartConnectionId,
            connector,
            attempt: attempts + 1,
            shippedAt: shippedAt.toISOString(),
          },
          now,
        ),
      ),
    );
  }
}
