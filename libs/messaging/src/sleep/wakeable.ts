/** A sleep that can be cut short. */
export class Wakeable {
  private woken = false;
  private wakeUp: (() => void) | null = null;

  /** Ends at once when somebody called `wake` since the last sleep. */
  async sleep(ms: number): Promise<void> {
    if (!this.woken) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, ms);
        this.wakeUp = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
    this.woken = false;
    this.wakeUp = null;
  }

  wake(): void {
    this.woken = true;
    this.wakeUp?.();
  }
}
