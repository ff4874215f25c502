import { ProblemError, type WmsOrder } from '@crossdock/connector-sdk';
import type { MasterData } from './orders.map';
import { warehouseUnknown } from './problems';
import type { TrytonRpc } from './rpc';
import { trytonDate } from './server-time';
import {
  companyRow,
  countryRow,
  currencyRow,
  productRow,
  subdivisionRow,
  warehouseRow,
  type WarehouseRow,
} from './wire';

/** The warehouse of the settings. @throws ProblemError `warehouse-unknown` */
export async function findWarehouse(rpc: TrytonRpc, code: string): Promise<WarehouseRow> {
  const [warehouse] = await rpc.search(warehouseRow, {
    model: 'stock.location',
    domain: [
      ['type', '=', 'warehouse'],
      ['code', '=', code],
    ],
    fields: ['name', 'output_location'],
    limit: 1,
  });
  if (warehouse === undefined) throw new ProblemError(warehouseUnknown(code));
  return warehouse;
}

/** Everything that these orders refer to. `ambiguous` are SKUs that several products have as their code. */
export async function findMasterData(
  rpc: TrytonRpc,
  warehouseCode: string,
  orders: readonly WmsOrder[],
): Promise<MasterData & { ambiguous: ReadonlySet<string> }> {
  const warehouse = await findWarehouse(rpc, warehouseCode);
  const [company] = await rpc.read(companyRow.array().length(1), 'model.company.company.read', [
    [rpc.company],
    ['rec_name', 'currency'],
  ]);
  const today = await rpc.read(trytonDate, 'model.ir.date.today', []);
  const products = await rpc.search(productRow, {
    model: 'product.product',
    domain: [['code', 'in', unique(orders.flatMap(({ lines }) => lines.map(({ sku }) => sku)))]],
    fields: ['code', 'default_uom'],
  });
  const codes = products.map(({ code }) => code);
  const countries = await rpc.search(countryRow, {
    model: 'country.country',
    domain: [['code', 'in', unique(orders.map(({ shipTo }) => shipTo.country))]],
    fields: ['code'],
  });
  const subdivisions = orders.every(({ shipTo }) => shipTo.region === null)
    ? []
    : await rpc.search(subdivisionRow, {
        model: 'country.subdivision',
        domain: [['country', 'in', countries.map(({ id }) => id)]],
        fields: ['code', 'name', 'country'],
      });
  const currencies = await rpc.search(currencyRow, {
    model: 'currency.currency',
    domain: [['code', 'in', unique(orders.map(({ currency }) => currency))]],
    fields: ['code'],
  });
  return {
    company: rpc.company,
    companyCurrency: company!.currency,
    warehouse: warehouse.id,
    outputLocation: warehouse.output_location,
    today,
    countries: new Map(countries.map(({ code, id }) => [code, id])),
    currencies: new Map(currencies.map(({ code, id }) => [code, id])),
    subdivisions,
    products: new Map(products.map(({ code, id, default_uom }) => [code, { id, unit: default_uom }])),
    ambiguous: new Set(codes.filter((code, index) => codes.indexOf(code) !== index)),
  };
}

function unique<Value>(values: readonly Value[]): Value[] {
  return [...new Set(values)];
}
