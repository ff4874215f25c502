import { Injectable } from '@nestjs/common';
import { recipient, recipientSealContext } from '@crossdock/domain';
import { Sealer } from '@crossdock/platform';
import type { IntakeItem } from './intake-item';

/**
 * Tells whether two sealed recipients are the same person and place. Sealing the same text twice gives different
 * results, so both are opened for a moment; nothing of them is kept.
 */
@Injectable()
export class RecipientChange {
  constructor(private readonly sealer: Sealer) {}

  differs(item: IntakeItem, delivered: string | null, now: string | null): boolean {
    if (delivered === null || now === null) return delivered !== now;
    const context = recipientSealContext(item.accountId, item.connectionId, item.externalId);
    const [before, after] = [delivered, now].map((sealed) =>
      JSON.stringify(this.sealer.openAs(recipient, sealed, context)),
    );
    return before !== after;
  }
}
