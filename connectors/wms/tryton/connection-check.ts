import { ProblemError, type ConnectionReport } from '@crossdock/connector-sdk';
import { findWarehouse } from './master-data';
import { permissionMissing } from './problems';
import { connect, serverVersion, type TrytonContext } from './rpc';
import { activeModules } from './shipments.pull';
import { companyRow, modelAccess } from './wire';

type Right = 'read' | 'create' | 'write';

const NEEDED: Record<string, Right[]> = {
  'party.party': ['read', 'create'],
  'party.address': ['read', 'create'],
  'party.contact_mechanism': ['create'],
  'country.country': ['read'],
  'country.subdivision': ['read'],
  'currency.currency': ['read'],
  'company.company': ['read'],
  'product.product': ['read'],
  'stock.location': ['read'],
  'stock.move': ['read', 'create', 'write'],
  'stock.shipment.out': ['read', 'create', 'write'],
};

/** Logs in, finds the warehouse and asks Tryton what the user may do. Writes nothing. @throws ProblemError */
export async function checkConnection(ctx: TrytonContext): Promise<ConnectionReport> {
  const version = await serverVersion(ctx);
  const rpc = await connect(ctx);
  const [company] = await rpc.read(companyRow.array().length(1), 'model.company.company.read', [
    [rpc.company],
    ['rec_name', 'currency'],
  ]);
  const warehouse = await findWarehouse(rpc, ctx.settings.warehouseCode);
  const modules = await activeModules(rpc);
  const needed = modules.packages ? { ...NEEDED, 'stock.package': ['read'] as Right[] } : NEEDED;
  const access = await rpc.read(modelAccess, 'model.ir.model.access.get_access', [Object.keys(needed)]);
  const missing = Object.entries(needed).filter(([model, rights]) =>
    rights.some((right) => access[model]?.[right] !== true),
  );
  if (missing.length > 0) throw new ProblemError(permissionMissing(missing.map(([model]) => model)));
  return {
    identity: `${company!.rec_name}, ${warehouse.name}`,
    notes: [
      `Tryton ${version}.`,
      modules.tracking
        ? 'Parcels carry tracking numbers.'
        : 'Parcels carry no tracking numbers, for the module stock_package_shipping is not active.',
    ],
  };
}
