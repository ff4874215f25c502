import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Alerts } from '../alerts/alerts.service';
import { NOT_IN_CART_ALERT, STOCK_REFUSED_ALERT } from '../inventory/absent-skus.service';
import type { StockRow } from './stock-verdicts.service';

const WORDS = {
  [NOT_IN_CART_ALERT]: {
    title: 'The store does not have some SKUs of the warehouse',
    fix: 'Add them to the store and reset them here; otherwise leave it, they are not sent again.',
  },
  [STOCK_REFUSED_ALERT]: {
    title: 'The store refused some stock quantities',
    fix: 'Correct what the message names. They are sent again when the quantity changes or when you reset them.',
  },
};

/** Quantities that a store refused for good, one alert per connection and kind. */
@Injectable()
export class StockAlerts {
  constructor(private readonly alerts: Alerts) {}

  async tell(tx: EntityManager, rows: readonly StockRow[]): Promise<void> {
    const kinds = [NOT_IN_CART_ALERT, STOCK_REFUSED_ALERT] as const;
    await this.alerts.clear(
      tx,
      rows.flatMap(({ merchantId, cartConnectionId: subject, sku: item, ...row }) =>
        kinds.filter((kind) => kind !== kindOf(row)).map((kind) => ({ merchantId, kind, subject, item })),
      ),
    );
    await this.alerts.raise(
      tx,
      rows.flatMap(({ accountId, merchantId, cartConnectionId: subject, sku: item, ...row }) => {
        const kind = kindOf(row);
        if (!kind || !row.problem) return [];
        const detail = `${item}: ${row.problem.message}`;
        return [{ ...WORDS[kind], accountId, merchantId, kind, subject, detail, item }];
      }),
    );
  }
}

function kindOf({ refused, notInCart }: Pick<StockRow, 'refused' | 'notInCart'>) {
  if (!refused) return null;
  return notInCart ? NOT_IN_CART_ALERT : STOCK_REFUSED_ALERT;
}
