import type { DemoPlans } from '../../apps/all-in-one/src/demo/demo-account';

const SECONDS = { 'order-download': 1, 'shipping-confirmations': 1, inventory: 10 } as const;

/** Functions that read from outside run when they are started, the others by themselves. */
export const whenStarted: DemoPlans = (fn) => ({ kind: fn in SECONDS ? 'off' : 'automatic' });

/** What reads from outside runs every few seconds, the others by themselves. */
export const everyFewSeconds: DemoPlans = (fn) =>
  fn in SECONDS
    ? { kind: 'interval', every: SECONDS[fn as keyof typeof SECONDS], unit: 'seconds' }
    : { kind: 'automatic' };
