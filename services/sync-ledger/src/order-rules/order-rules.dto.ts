import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { paymentStatus } from '@crossdock/domain';

const zRules = z.object({
  earliestOrderDate: z.iso
    .datetime({ offset: true })
    .nullable()
    .describe('Orders placed before are skipped; null loads all'),
  payments: z.array(paymentStatus).min(1).describe('Payment states that load'),
  statuses: z
    .array(z.enum(['open', 'on_hold']))
    .min(1)
    .describe('Order states that load'),
  unmappedShipMethod: z
    .enum(['hold', 'pass_through'])
    .describe("What to do with an unmapped ship method: hold the order, or send the cart's code"),
});

export class SaveOrderRules extends createZodDto(zRules) {}

export class OrderRulesView extends createZodDto(
  zRules.extend({
    cartConnectionId: z.uuid(),
    statuses: z.array(z.string()),
    reevaluating: z.boolean().describe('True while skipped and held orders are looked at again'),
  }),
) {}
