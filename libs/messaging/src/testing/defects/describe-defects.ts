import { AssertionError } from 'node:assert';
import { allCases } from '../cases/all-cases';
import type { LabFactory } from '../labs/transport-lab';
import type { BenchOptions } from '../suite/bench';
import type { TestDatabase } from '../suite/describe-transport';
import { runCase } from '../suite/run-case';
import type { TransportCase } from '../suite/transport-case';
import { consumingDefects } from './consuming.defects';
import type { Defect } from './defect';
import { handlingDefects } from './handling.defects';
import { outboxDefects } from './outbox.defects';
import { publishingDefects } from './publishing.defects';

const allDefects = [...publishingDefects, ...outboxDefects, ...consumingDefects, ...handlingDefects];
/** A case that fails waits until its patience ends, so several are played side by side. */
const SIDE_BY_SIDE = 5;
const LONG_PATIENCE_MS = 30_000;
const SHORTEST_PATIENCE_MS = 2_500;

/** Shows that the suite works: each defect makes one of its cases fail, and none of these fails without a defect. */
export function describeDefects(
  name: string,
  lab: LabFactory,
  createDatabase: () => Promise<TestDatabase>,
): void {
  const defects = allDefects.filter((defect) => lab.hasBroker || !defect.needsBroker);
  const control: Defect = {
    name: 'nothing is wrong',
    caughtBy: [...new Set(defects.flatMap((defect) => defect.caughtBy))],
  };

  describe(`the suite, on ${name},`, () => {
    let database: TestDatabase;
    const broken = new Map([control, ...defects].map((defect) => [defect.name, [] as string[]]));

    async function play(round: readonly Defect[], patienceMs: number): Promise<void> {
      const games = round.flatMap((defect) => casesOf(defect).map((played) => ({ defect, played })));
      await sideBySide(games, async ({ defect, played }) => {
        const options = { lab, databaseUrl: database.url, variant: defect, patienceMs };
        const breach = await breachOf(played, options);
        if (breach) broken.get(defect.name)!.push(breach);
      });
    }

    beforeAll(async () => {
      database = await createDatabase();
      const startedAt = performance.now();
      await play([control], LONG_PATIENCE_MS);
      // A slow machine needs more time to tell what never comes from what comes late.
      const patienceMs = Math.max(SHORTEST_PATIENCE_MS, (performance.now() - startedAt) / 2);
      await play(defects, patienceMs);
    }, 300_000);
    afterAll(() => database.drop());

    it('finds nothing when nothing is wrong', () => {
      expect(broken.get(control.name)).toEqual([]);
    });

    it.each(defects)('finds that $name', (defect) => {
      expect(broken.get(defect.name)).not.toEqual([]);
    });
  });
}

function casesOf(defect: Defect): TransportCase[] {
  return defect.caughtBy.map((words) => allCases.find((candidate) => candidate.name.includes(words))!);
}

/** How the case found its promise broken, or null when it was kept; any other failure is one of the test itself. */
async function breachOf(played: TransportCase, options: BenchOptions): Promise<string | null> {
  try {
    await runCase(played, options);
    return null;
  } catch (error) {
    if (error instanceof AssertionError) return `${played.name}: ${error.message}`;
    throw error;
  }
}

async function sideBySide<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const waiting = [...items];
  const worker = async () => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: SIDE_BY_SIDE }, worker));
}
