import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { pageQuery, zPage } from '@crossdock/platform';

export class ShipMethodQuery extends createZodDto(pageQuery.extend({ cartConnectionId: z.uuid() })) {}

const zCode = z.string().trim().min(1).max(200);

export class SaveShipMethod extends createZodDto(
  z.object({
    cartConnectionId: z.uuid(),
    cartCode: z.string().min(1).max(200).describe("The cart's code, exactly as orders carry it"),
    wmsCode: zCode.nullable().describe("The warehouse's code; null takes the mapping away"),
    wmsName: zCode.nullable().default(null),
  }),
) {}

export const zShipMethod = z.object({
  cartConnectionId: z.uuid(),
  cartCode: z.string(),
  cartName: z.string(),
  wmsCode: z.string().nullable(),
  wmsName: z.string().nullable(),
  heldOrders: z.int().describe('Orders that wait for this mapping'),
});

export class ShipMethodView extends createZodDto(zShipMethod) {}
export class ShipMethodPage extends createZodDto(zPage(zShipMethod)) {}
