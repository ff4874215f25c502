import type { TrafficRule } from '@crossdock/connector-sdk';

/** What one connection may still send. */
export interface TrafficBudget {
  /**
   * Takes one call from every rule, waiting for its turn.
   * @throws ProblemError `rate-limited` when the turn would come later than `maxWaitMs`; nothing is taken then
   */
  take(maxWaitMs: number): Promise<void>;
  /** The vendor asked for silence: nothing goes out for that long, from any process. */
  pause(seconds: number): Promise<void>;
}

/** For the few calls that test a connection before it exists. */
export const noBudget: TrafficBudget = {
  take: () => Promise.resolve(),
  pause: () => Promise.resolve(),
};

/** Why a rule makes no sense, or null. Checked when connectors are registered. */
export function faultOfRule({ id, burst, perSecond }: TrafficRule): string | null {
  if (!/^[a-z0-9-]+$/.test(id)) return `traffic rule "${id}" needs a kebab-case id`;
  if (!(burst >= 1 && perSecond > 0)) return `traffic rule "${id}" allows no call`;
  return null;
}
