/** Servers that tests use: those of the environment, or the usual local ones. */
export function testServers(env: NodeJS.ProcessEnv = process.env): { databaseUrl: string; amqpUrl: string } {
  return {
    databaseUrl: env['DATABASE_URL'] || 'postgres://root@127.0.0.1:5432/postgres',
    amqpUrl: env['AMQP_URL'] || 'amqp://guest:guest@127.0.0.1:5672',
  };
}
