import { Controller } from '@nestjs/common';
import { ShipmentUploaded, ShipmentUploadFailed, type EventOf } from '@crossdock/domain';
import { HandleEvents, type HandlerContext } from '@crossdock/messaging';
import { UploadVerdicts, type IncomingVerdict } from './upload-verdicts.service';

type VerdictEvent = EventOf<typeof ShipmentUploaded> | EventOf<typeof ShipmentUploadFailed>;

@Controller()
export class UploadVerdictsHandler {
  constructor(private readonly verdicts: UploadVerdicts) {}

  @HandleEvents<typeof ShipmentUploaded | typeof ShipmentUploadFailed>(
    [ShipmentUploaded, ShipmentUploadFailed],
    {
      lane: 'shipment-verdicts',
    },
  )
  onVerdicts(events: VerdictEvent[], { tx }: HandlerContext): Promise<void> {
    return this.verdicts.take(tx, events.map(toVerdict));
  }
}

function toVerdict({ payload }: VerdictEvent): IncomingVerdict {
  const { uploadId, orderId } = payload;
  return 'problem' in payload
    ? { uploadId, orderId, verdict: { ...payload, kind: 'failed' } }
    : { uploadId, orderId, verdict: { ...payload, kind: 'uploaded' } };
}
