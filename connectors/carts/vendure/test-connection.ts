import { ProblemError, type ConnectionReport } from '@crossdock/connector-sdk';
import { adminApiUrl } from './address';
import { execute, type VendureContext } from './graphql';
import { readConnectionFacts, readStockLocations } from './operations';
import { chosenLocation, onlyLocation } from './stock-location';

/** Of each line one permission is enough. Source: the `@Allow` decorators of Vendure's resolvers. */
const NEEDED = [
  ['ReadOrder'],
  ['UpdateOrder'],
  ['ReadCatalog', 'ReadProduct'],
  ['UpdateCatalog', 'UpdateProduct'],
  ['ReadCatalog', 'ReadStockLocation'],
];

export async function testConnection(ctx: VendureContext): Promise<ConnectionReport> {
  const { me, activeChannel } = await execute(ctx, readConnectionFacts, {});
  const { channelToken } = ctx.settings;
  // A shop with one channel takes any token without complaint.
  if (channelToken !== undefined && activeChannel.token !== channelToken)
    throw new ProblemError({
      kind: 'misconfigured',
      code: 'unknown-channel',
      message: `Vendure has no channel with this token and would use the channel ${activeChannel.code}.`,
      fix: 'Enter the token of a channel of this shop, or leave the field empty for the default channel.',
    });
  const granted = me?.channels.find(({ token }) => token === activeChannel.token)?.permissions ?? [];
  const missing = NEEDED.filter((choice) => !choice.some((permission) => granted.includes(permission)));
  if (missing.length > 0)
    throw new ProblemError({
      kind: 'auth',
      code: 'permission-missing',
      message: `The administrator lacks permissions on the channel ${activeChannel.code}: ${missing.map((choice) => choice.join(' or ')).join(', ')}.`,
      fix: 'Give the hub’s administrator a role with these permissions on this channel.',
    });
  const answer = await execute(ctx, readStockLocations, { locations: chosenLocation(ctx.settings) });
  const location = onlyLocation(answer.stockLocations.items);
  return {
    identity: adminApiUrl(ctx.settings),
    notes: [
      `Logged in as ${me?.identifier ?? ctx.credentials.username}.`,
      `Channel ${activeChannel.code}, default currency ${activeChannel.defaultCurrencyCode}.`,
      `Stock is written to the location ${location.name} (id ${location.id}).`,
    ],
  };
}
