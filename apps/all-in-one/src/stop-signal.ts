export interface StopSignal {
  /** Settles at the first SIGINT or SIGTERM. */
  readonly requested: Promise<void>;
  readonly signal: AbortSignal;
}

/** Listens for the first signal to stop. A second one ends the process at once. */
export function stopSignal(): StopSignal {
  const abort = new AbortController();
  const requested = new Promise<void>((resolve) => {
    const stop = () => {
      if (abort.signal.aborted) process.exit(130);
      abort.abort();
      resolve();
    };
    process.on('SIGINT', stop);
    process.on('SIGTERM', stop);
  });
  return { requested, signal: abort.signal };
}
