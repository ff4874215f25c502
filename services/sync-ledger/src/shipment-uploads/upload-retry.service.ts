import { Injectable } from '@nestjs/common';
import { notFound, ProblemException } from '@crossdock/platform';
import { DataSource } from 'typeorm';
import { Timeline } from '../timeline/timeline.service';
import { UploadQueue } from './upload-queue.service';

@Injectable()
export class UploadRetry {
  constructor(
    private readonly dataSource: DataSource,
    private readonly queue: UploadQueue,
    private readonly timeline: Timeline,
  ) {}

  /** @throws ProblemException 404, or 409 when the store did not refuse it */
  async retry(accountId: string, id: string): Promise<void> {
    await this.dataSource.transaction(async (tx) => {
      const rows: { state: string; order_id: string }[] = await tx.query(
        'SELECT state, order_id FROM shipment_uploads WHERE id = $1 AND account_id = $2 FOR UPDATE',
        [id, accountId],
      );
      const upload = rows[0];
      if (!upload) throw notFound('shipment upload');
      if (upload.state !== 'failed') throw notFailed(upload.state);
      await tx.query(`UPDATE shipment_uploads SET state = 'pending' WHERE id = $1`, [id]);
      await this.timeline.append(tx, [
        {
          orderId: upload.order_id,
          accountId,
          kind: 'shipment-upload-retried',
          message: 'Somebody asked to tell the store of the parcel again.',
        },
      ]);
      await this.queue.tellWork(tx, [upload.order_id]);
    });
  }
}

function notFailed(state: string): ProblemException {
  return new ProblemException(409, {
    type: 'upload-not-failed',
    title: 'Only a refused upload can be sent again',
    detail: `This one is "${state}". Wait for the verdict of the store, or look at the order's timeline.`,
  });
}
