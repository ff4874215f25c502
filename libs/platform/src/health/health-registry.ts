import { Injectable } from '@nestjs/common';

/** Resolves when the thing can be used now; its rejection's message is shown to the operator. */
export type ReadinessCheck = () => Promise<void>;

export interface NotReady {
  readonly name: string;
  readonly message: string;
}

/** What must work before a service should get requests. */
@Injectable()
export class HealthRegistry {
  private readonly checks = new Map<string, ReadinessCheck>();
  private draining = false;

  /** A second check of the same name replaces the first. */
  addReadinessCheck(name: string, check: ReadinessCheck): void {
    this.checks.set(name, check);
  }

  /** From now on the service reports that it is not ready, so that nobody sends new work while it stops. */
  startDraining(): void {
    this.draining = true;
  }

  /** Runs all checks side by side. Empty means ready. A check that does not answer in time counts as failed. */
  async notReady(timeoutMs = 3_000): Promise<readonly NotReady[]> {
    if (this.draining) return [{ name: 'service', message: 'is stopping' }];
    const outcomes = await Promise.all(
      [...this.checks].map(async ([name, check]): Promise<NotReady | null> => {
        const message = await failureOf(check, timeoutMs);
        return message === null ? null : { name, message };
      }),
    );
    return outcomes.filter((outcome) => outcome !== null);
  }
}

async function failureOf(check: ReadinessCheck, timeoutMs: number): Promise<string | null> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<string>((resolve) => {
    timer = setTimeout(() => resolve(`gave no answer within ${timeoutMs} ms`), timeoutMs);
  });
  const outcome = check().then(
    () => null,
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  );
  return Promise.race([outcome, timeout]).finally(() => clearTimeout(timer));
}
