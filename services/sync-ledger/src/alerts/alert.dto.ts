import { pageQuery, zPage } from '@crossdock/platform';
import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';

export class AlertQuery extends createZodDto(
  pageQuery.extend({
    state: z.enum(['open', 'closed']).default('open'),
    merchantId: z.uuid().optional(),
  }),
) {}

export const zAlert = z.object({
  id: z.uuid(),
  merchantId: z.uuid(),
  kind: z.string(),
  subject: z.string(),
  title: z.string(),
  detail: z.string(),
  fix: z.string(),
  /** Items that still wait; of a closed alert, how many it was about. */
  items: z.int(),
  openedAt: z.iso.datetime(),
  lastAt: z.iso.datetime(),
  closedAt: z.iso.datetime().nullable(),
});
export type AlertView = z.output<typeof zAlert>;

export class AlertPage extends createZodDto(zPage(zAlert)) {}

export class AlertDetail extends createZodDto(
  zAlert.extend({ affected: z.array(z.object({ item: z.string(), raisedAt: z.iso.datetime() })) }),
) {}
