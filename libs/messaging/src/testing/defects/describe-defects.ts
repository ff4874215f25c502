import { AssertionError } from 'node:assert';
import { allCases } from '../cases/all-cases';
import type { LabFactory } from '../labs/transport-lab';
import type { TestDatabase } from '../suite/describe-transport';
import { runCase } from '../suite/run-case';
import { consumingDefects } from './consuming.defects';
import type { Defect } from './defect';
import { handlingDefects } from './handling.defects';
import { outboxDefects } from './outbox.defects';
import { publishingDefects } from './publishing.defects';

const allDefects = [...publishingDefects, ...outboxDefects, ...consumingDefects, ...handlingDefects];

/** Shows that the suite works: each defect makes one of its cases fail. */
export function describeDefects(
  name: string,
  lab: LabFactory,
  createDatabase: () => Promise<TestDatabase>,
): void {
  describe(`the suite finds, on ${name},`, () => {
    let database: TestDatabase;
    beforeAll(async () => {
      database = await createDatabase();
    });
    afterAll(() => database.drop());

    const applies = (defect: Defect) => lab.hasBroker || !defect.needsBroker;
    it.each(allDefects.filter(applies))(
      'that $name',
      async (defect) => {
        const options = { lab, databaseUrl: database.url, variant: defect, patienceMs: 2_500 };
        const broken: string[] = [];
        for (const words of defect.caughtBy) {
          const transportCase = allCases.find((candidate) => candidate.name.includes(words))!;
          await runCase(transportCase, options).catch((error: unknown) => {
            if (!(error instanceof AssertionError)) throw error;
            broken.push(transportCase.name);
          });
        }
        expect(broken).not.toEqual([]);
      },
      60_000,
    );
  });
}
