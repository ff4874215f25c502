import type { MigrationInterface } from 'typeorm';
import { MessagingTables1750000000000 } from './messaging-tables.migration';

/** Goes into the migration list of each service that publishes or handles events. */
export const messagingMigrations: (new () => MigrationInterface)[] = [MessagingTables1750000000000];
