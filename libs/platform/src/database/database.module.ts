import { Injectable, Module, type DynamicModule } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { DataSource, type EntityTarget, type MigrationInterface, type ObjectLiteral } from 'typeorm';
import type { ServiceConfig } from '../config/service-config';
import { HealthRegistry } from '../health/health-registry';
import { IdempotencyKeys1740000000000 } from '../idempotency/idempotency-keys.migration';
import { dataSourceOptions } from './data-source-options';
import { prepareDatabase } from './prepare-database';

export type MigrationClass = new () => MigrationInterface;
export type EntityClass = EntityTarget<ObjectLiteral> & (new () => ObjectLiteral);

export interface DatabaseOptions {
  readonly config: ServiceConfig;
  /** Every entity of the service. */
  readonly entities: readonly EntityClass[];
  /** Every migration of the service; class names end with a timestamp by which they are ordered. */
  readonly migrations: readonly MigrationClass[];
}

@Injectable()
class DatabaseReadiness {
  constructor(dataSource: DataSource, health: HealthRegistry) {
    health.addReadinessCheck('database', async () => {
      await dataSource.query('SELECT 1');
    });
  }
}

/**
 * Gives a service its TypeORM `DataSource` (and `EntityManager`), everywhere injectable. Before the first connection
 * role, schema and tables are brought up to date ({@link prepareDatabase}), the platform's own table among them.
 */
@Module({})
export class DatabaseModule {
  static forService(options: DatabaseOptions): DynamicModule {
    return {
      module: DatabaseModule,
      imports: [
        TypeOrmModule.forRootAsync({
          useFactory: () => dataSourceOptions(options.config, options.entities),
          dataSourceFactory: async (settings) => {
            await prepareDatabase(options.config, [IdempotencyKeys1740000000000, ...options.migrations]);
            if (!settings) throw new Error('TypeOrmModule passed no settings to the factory.');
            return new DataSource(settings).initialize();
          },
        }),
      ],
      providers: [DatabaseReadiness],
    };
  }
}
