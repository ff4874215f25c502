import { ProblemError } from '@crossdock/connector-sdk';
import type { Settings } from './manifest';

/** List options that find the location to write to: the chosen one, or Vendure's own default, the channel's oldest. */
export function chosenLocation({ stockLocationId }: Settings): object {
  return stockLocationId === undefined
    ? { sort: { createdAt: 'ASC', id: 'ASC' }, take: 1 }
    : { filter: { id: { eq: stockLocationId } }, take: 1 };
}

/** @throws ProblemError when the list is empty */
export function onlyLocation<Location>(found: readonly Location[]): Location {
  const [location] = found;
  if (location !== undefined) return location;
  throw new ProblemError({
    kind: 'misconfigured',
    code: 'unknown-stock-location',
    message: 'The channel has no such stock location.',
    fix: 'Enter the id of a stock location of this channel, or leave the field empty for its oldest one.',
  });
}
