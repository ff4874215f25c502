import { Bench, type BenchOptions } from './bench';
import type { TransportCase } from './transport-case';

/** Plays a case on a bench of its own. Rejects when the promise is broken. */
export async function runCase(transportCase: TransportCase, options: BenchOptions): Promise<void> {
  const bench = await Bench.create(options);
  try {
    await transportCase.run(bench);
  } finally {
    await bench.close();
  }
}
