import { Injectable } from '@nestjs/common';
import { Clock } from '@crossdock/platform';
import type { EntityManager } from 'typeorm';
import { Alerts } from '../alerts/alerts.service';
import { judgeUpload, type UploadStanding, type UploadVerdict } from '../domain/upload-verdict';
import { LedgerRuns } from '../runs/ledger-runs.service';
import { RunNews } from '../runs/run-news';
import { Timeline } from '../timeline/timeline.service';
import { OrderConfirmation } from './order-confirmation.service';
import { UPLOAD_FAILED_ALERT } from './upload-terms';

export interface IncomingVerdict {
  uploadId: string;
  orderId: string;
  verdict: UploadVerdict;
}

interface UploadRow extends UploadStanding {
  id: string;
  orderId: string;
  accountId: string;
  merchantId: string;
  cartConnectionId: string;
  orderNumber: string;
  runId: string | null;
}

/** Takes in what stores said of parcels. */
@Injectable()
export class UploadVerdicts {
  constructor(
    private readonly runs: LedgerRuns,
    private readonly confirmation: OrderConfirmation,
    private readonly timeline: Timeline,
    private readonly alerts: Alerts,
    private readonly clock: Clock,
  ) {}

  /** Verdicts in the order in which they came. */
  async take(tx: EntityManager, verdicts: readonly IncomingVerdict[]): Promise<void> {
    const uploads = new Map((await lockUploads(tx, verdicts)).map((upload) => [upload.id, upload]));
    const changed = new Set<UploadRow>();
    const news = new RunNews();
    for (const { uploadId, verdict } of verdicts) {
      const upload = uploads.get(uploadId);
      const judged = upload && judgeUpload(upload, verdict);
      if (!judged) continue;
      if (judged.settles) news.add(upload.runId, judged.settles, judged.next.problem);
      changed.add(Object.assign(upload, judged.next));
    }
    await this.save(tx, [...changed]);
    await news.settle(tx, this.runs);
  }

  private async save(tx: EntityManager, uploads: readonly UploadRow[]): Promise<void> {
    if (uploads.length === 0) return;
    await tx.query(
      `UPDATE shipment_uploads u SET state = n.state, awaited = n.awaited, fulfillment_id = n.fulfillment_id,
         problem = n.problem, next_attempt_at = n.next_attempt_at,
         uploaded_at = CASE WHEN n.state = 'uploaded' THEN $7::timestamptz END
       FROM unnest($1::uuid[], $2::text[], $3::bool[], $4::text[], $5::jsonb[], $6::timestamptz[])
         AS n (id, state, awaited, fulfillment_id, problem, next_attempt_at)
       WHERE u.id = n.id`,
      [
        uploads.map(({ id }) => id),
        uploads.map(({ state }) => state),
        uploads.map(({ awaited }) => awaited),
        uploads.map(({ fulfillmentId }) => fulfillmentId),
        uploads.map(({ problem }) => problem && JSON.stringify(problem)),
        uploads.map(({ nextAttemptAt }) => nextAttemptAt),
        this.clock.now(),
      ],
    );
    await this.timeline.append(tx, uploads.map(toTimeline));
    await this.tellPeople(tx, uploads);
    await this.confirmation.confirmComplete(tx, [...new Set(uploads.map(({ orderId }) => orderId))]);
  }

  private async tellPeople(tx: EntityManager, uploads: readonly UploadRow[]): Promise<void> {
    const uploaded = uploads.filter(({ state }) => state === 'uploaded');
    await this.alerts.clear(
      tx,
      uploaded.map(({ id }) => ({ kind: UPLOAD_FAILED_ALERT, item: id })),
    );
    await this.alerts.raise(
      tx,
      uploads.flatMap(({ id, state, problem, accountId, merchantId, cartConnectionId, orderNumber }) => {
        if (state !== 'failed' || !problem) return [];
        return {
          accountId,
          merchantId,
          kind: UPLOAD_FAILED_ALERT,
          subject: `${cartConnectionId}:${problem.code}`,
          title: 'The store refused to take a shipment',
          detail: `Order ${orderNumber}: ${problem.message}`,
          fix: problem.fix ?? 'Correct the order in the store, then send the parcel again from the order.',
          item: id,
        };
      }),
    );
  }
}

/** Orders first, as everybody locks them. */
async function lockUploads(tx: EntityManager, verdicts: readonly IncomingVerdict[]): Promise<UploadRow[]> {
  await tx.query('SELECT FROM orders WHERE id = ANY ($1) ORDER BY id FOR UPDATE', [
    verdicts.map(({ orderId }) => orderId),
  ]);
  return tx.query(
    `SELECT u.id, u.order_id AS "orderId", u.account_id AS "accountId", u.merchant_id AS "merchantId",
       u.cart_connection_id AS "cartConnectionId", o.number AS "orderNumber", u.run_id AS "runId", u.state, u.attempt,
       u.awaited, u.fulfillment_id AS "fulfillmentId", u.problem, u.next_attempt_at AS "nextAttemptAt"
     FROM shipment_uploads u JOIN orders o ON o.id = u.order_id
     WHERE u.id = ANY ($1) ORDER BY u.id FOR UPDATE OF u`,
    [verdicts.map(({ uploadId }) => uploadId)],
  );
}

function toTimeline({ orderId, accountId, state, problem, fulfillmentId, nextAttemptAt }: UploadRow) {
  if (state === 'uploaded') {
    const message = 'The store shows the parcel.';
    return { orderId, accountId, kind: 'shipment-uploaded', message, detail: { fulfillmentId } };
  }
  const words = problem?.message ?? '';
  const message =
    state === 'failed'
      ? `The store refused the parcel: ${words}`
      : `Telling the store of the parcel failed, it is tried again: ${words}`;
  return { orderId, accountId, kind: 'shipment-upload-failed', message, detail: { problem, nextAttemptAt } };
}
