import type { Plan } from './plan-words';

/** Everything that the form can hold, so that a change of the kind and back loses nothing. */
export interface PlanFields {
  kind: Plan['kind'];
  every: number;
  unit: 'minutes' | 'seconds';
  times: string[];
  timeZone: string;
}

/** @param ownZone time zone to propose where the plan has none */
export function planFields(plan: Plan, ownZone: string): PlanFields {
  const proposed: PlanFields = {
    kind: plan.kind,
    every: 5,
    unit: 'minutes',
    times: ['02:30'],
    timeZone: ownZone,
  };
  return { ...proposed, ...plan };
}

export function planOf({ kind, every, unit, times, timeZone }: PlanFields): Plan {
  switch (kind) {
    case 'interval':
      return { kind, every, unit };
    case 'daily':
      return { kind, times, timeZone };
    case 'automatic':
    case 'off':
      return { kind };
  }
}
