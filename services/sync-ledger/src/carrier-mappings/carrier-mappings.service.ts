import { Injectable } from '@nestjs/common';
import { notFound } from '@crossdock/platform';
import { DataSource } from 'typeorm';
import { Connections } from '../connections/connections.service';

export interface CarrierMapping {
  wmsCarrier: string;
  /** Null passes the warehouse's word through. */
  cartCarrier: string | null;
}

/** What a merchant's carts call the carriers of its warehouse. Carriers show up by themselves with their first parcel. */
@Injectable()
export class CarrierMappings {
  constructor(
    private readonly dataSource: DataSource,
    private readonly connections: Connections,
  ) {}

  /** @throws ProblemException 404 */
  async list(accountId: string, merchantId: string): Promise<CarrierMapping[]> {
    const merchant = await this.connections.merchant(this.dataSource.manager, merchantId);
    if (merchant?.accountId !== accountId) throw notFound('merchant');
    return this.dataSource.query(
      `SELECT wms_carrier AS "wmsCarrier", cart_carrier AS "cartCarrier" FROM carrier_mappings
       WHERE account_id = $1 AND merchant_id = $2 ORDER BY wms_carrier`,
      [accountId, merchantId],
    );
  }

  /**
   * Adds or changes the mappings given and leaves the others. They hold for parcels that are told from now on.
   * @throws ProblemException 404
   */
  async put(
    accountId: string,
    merchantId: string,
    mappings: readonly CarrierMapping[],
  ): Promise<CarrierMapping[]> {
    await this.dataSource.transaction(async (tx) => {
      const merchant = await this.connections.merchant(tx, merchantId);
      if (merchant?.accountId !== accountId) throw notFound('merchant');
      const last = [...new Map(mappings.map((mapping) => [mapping.wmsCarrier, mapping])).values()];
      await tx.query(
        `INSERT INTO carrier_mappings (account_id, merchant_id, wms_carrier, cart_carrier)
         SELECT $1, $2, * FROM unnest($3::text[], $4::text[])
         ON CONFLICT (merchant_id, wms_carrier) DO UPDATE SET cart_carrier = excluded.cart_carrier`,
        [
          accountId,
          merchantId,
          last.map(({ wmsCarrier }) => wmsCarrier),
          last.map(({ cartCarrier }) => cartCarrier),
        ],
      );
    });
    return this.list(accountId, merchantId);
  }
}
