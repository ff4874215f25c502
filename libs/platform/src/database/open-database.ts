import { DataSource } from 'typeorm';
import { schemaOf } from '../config/service-name';
import { connect, DatabaseUnavailableError, placeOf } from './connect';
import { dataSourceOptions, type DatabaseAccess } from './data-source-options';

/**
 * The tables of a service, for a program beside it. Makes and changes nothing: the service must have been started once.
 * @throws DatabaseUnavailableError when there is no connection to be had, or nothing of the service at its end
 */
export async function openDatabase(access: DatabaseAccess): Promise<DataSource> {
  const client = await connect(access);
  try {
    const { rows } = await client.query('SELECT FROM pg_namespace WHERE nspname = $1', [
      schemaOf(access.service),
    ]);
    if (rows.length === 0) {
      throw new DatabaseUnavailableError(
        `There is nothing of ${access.service} in the database ${placeOf(access.databaseUrl)}. ` +
          'Check that DATABASE_URL is the one that the service was started with.',
      );
    }
  } finally {
    await client.end();
  }
  return new DataSource(dataSourceOptions(access, [])).initialize();
}
