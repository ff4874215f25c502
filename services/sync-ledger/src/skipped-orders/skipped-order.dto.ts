import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { pageQuery, zPage } from '@crossdock/platform';
import { skipReasons } from '../domain/skip-reason';

export class SkippedOrderQuery extends createZodDto(
  pageQuery.extend({
    merchantId: z.uuid().optional(),
    cartConnectionId: z.uuid().optional(),
    reason: z.enum(skipReasons).optional(),
    number: z.string().min(1).max(200).optional(),
    placedFrom: z.iso.datetime({ offset: true }).optional().describe('Placed at or after'),
    placedTo: z.iso.datetime({ offset: true }).optional().describe('Placed before'),
  }),
) {}

export const zSkippedOrder = z.object({
  id: z.uuid(),
  merchantId: z.uuid(),
  cartConnectionId: z.uuid(),
  externalId: z.string(),
  number: z.string(),
  reason: z.enum(skipReasons),
  detail: z.string().describe('One sentence that says why'),
  placedAt: z.iso.datetime(),
  skippedAt: z.iso.datetime(),
});
export type SkippedOrderView = z.output<typeof zSkippedOrder>;

export class SkippedOrderPage extends createZodDto(zPage(zSkippedOrder)) {}
