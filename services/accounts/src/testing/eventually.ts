import { setTimeout as sleep } from 'node:timers/promises';

const PATIENCE_MS = 5_000;
const PAUSE_MS = 20;

/** Repeats an expectation until it holds or patience ends, for what happens after the answer. */
export async function eventually(expectation: () => void | Promise<void>): Promise<void> {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    try {
      await expectation();
      return;
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await sleep(PAUSE_MS);
    }
  }
}
