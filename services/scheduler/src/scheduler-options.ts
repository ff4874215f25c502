import type { ServiceConfig } from '@crossdock/platform';
import { DEFAULT_BACK_OFF, type BackOff } from './domain/back-off';
import { DEFAULT_PLANS, type DefaultPlans } from './domain/default-plans';

/** What a composition root may choose. Everything has a default. */
export interface SchedulerOptions {
  /** Allow intervals of seconds: for demonstrations, where vendors are fakes. Default false. */
  readonly secondsAllowed: boolean;
  /** Pause between two looks for due schedules; 0 leaves ticking to the caller. Default 1000. */
  readonly tickMs: number;
  /** Pause between two looks for lost runs; 0 leaves it to the caller. Default 10 000. */
  readonly lostRunsMs: number;
  /** A run whose heartbeat is older is lost. Default 120. */
  readonly lostAfterSeconds: number;
  /** Rest after failures. Default 1 min doubling up to 1 h. */
  readonly backOff: BackOff;
  /** Plans of new targets. */
  readonly defaultPlans: DefaultPlans;
  /** Finished runs older than this are purged. Default 30. */
  readonly keepRunsDays: number;
}

/** Injection token of the {@link SchedulerOptions}. */
export const SCHEDULER_OPTIONS = Symbol('SchedulerOptions');

export const DEFAULT_OPTIONS: SchedulerOptions = {
  secondsAllowed: false,
  tickMs: 1_000,
  lostRunsMs: 10_000,
  lostAfterSeconds: 120,
  backOff: DEFAULT_BACK_OFF,
  defaultPlans: DEFAULT_PLANS,
  keepRunsDays: 30,
};

/** What the configuration of the process says. */
export function optionsOf({ scheduleBackoffSeconds }: ServiceConfig): Partial<SchedulerOptions> {
  if (scheduleBackoffSeconds === null) return {};
  return { backOff: { ...DEFAULT_BACK_OFF, baseSeconds: scheduleBackoffSeconds } };
}
