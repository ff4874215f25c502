import { ShipMethods } from '../ship-methods/ship-methods.service';
import { shop, tenant } from './known-tenant';
import type { LedgerFixture } from './ledger-fixture';

/** Saves a mapping as a person does. */
export async function mapMethod(
  ledger: LedgerFixture,
  cartCode: string,
  wmsCode: string | null,
  cartConnectionId: string = shop,
): Promise<void> {
  await ledger
    .get(ShipMethods)
    .save(tenant.accountId, { cartConnectionId, cartCode, wmsCode, wmsName: null });
}
