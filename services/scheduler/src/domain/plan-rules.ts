import type { SyncFunction } from '@crossdock/domain';
import type { Plan } from './plan';

/** Functions that follow work inside the hub, so that there is somebody to tell that work is ready. */
const CAN_BE_AUTOMATIC: readonly SyncFunction[] = ['order-delivery', 'shipment-upload', 'inventory-upload'];

export interface PlanObjection {
  readonly path: string;
  readonly message: string;
}

/** Why a well-formed plan cannot be used for a function here, or null when it can. */
export function objectionTo(plan: Plan, fn: SyncFunction, secondsAllowed: boolean): PlanObjection | null {
  if (plan.kind === 'automatic' && !CAN_BE_AUTOMATIC.includes(fn)) {
    return {
      path: 'kind',
      message: `${fn} reads from outside, where nobody tells the hub that there is work; choose "interval" or "daily". Automatic works for ${CAN_BE_AUTOMATIC.join(', ')}`,
    };
  }
  if (plan.kind === 'interval' && plan.unit === 'seconds' && !secondsAllowed) {
    return {
      path: 'unit',
      message: 'must be "minutes" here; the shortest interval of this installation is every minute',
    };
  }
  return null;
}
