import { Injectable } from '@nestjs/common';

const EAGER_LOOKS = 10;
const EAGER_MS = 10;

/**
 * The pause of a loop between two looks. Whoever rings has often not committed yet, so after a ring the next few
 * pauses are short.
 */
@Injectable()
export class Doorbell {
  private eager = 0;
  private end: (() => void) | null = null;

  async wait(ms: number): Promise<void> {
    const pause = this.eager > 0 ? Math.min(EAGER_MS, ms) : ms;
    this.eager = Math.max(0, this.eager - 1);
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, pause);
      this.end = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    this.end = null;
  }

  /** There may be work now: look soon. */
  ring(): void {
    this.eager = EAGER_LOOKS;
    this.end?.();
  }
}
