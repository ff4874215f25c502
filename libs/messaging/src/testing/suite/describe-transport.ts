import { allCases } from '../cases/all-cases';
import type { LabFactory } from '../labs/transport-lab';
import { runCase } from './run-case';
import type { TransportCase } from './transport-case';

export interface TestDatabase {
  readonly url: string;
  drop(): Promise<void>;
}

/** Every transport passes this suite. Cases that hurt a broker are left out where there is none. */
export function describeTransport(
  name: string,
  lab: LabFactory,
  createDatabase: () => Promise<TestDatabase>,
): void {
  describe(name, () => {
    let database: TestDatabase;
    beforeAll(async () => {
      database = await createDatabase();
    });
    afterAll(() => database.drop());

    const applies = (transportCase: TransportCase) => lab.hasBroker || !transportCase.needsBroker;
    it.each(allCases.filter(applies))(
      '$name',
      async (transportCase) => {
        await runCase(transportCase, { lab, databaseUrl: database.url, patienceMs: 15_000 });
      },
      60_000,
    );
  });
}
