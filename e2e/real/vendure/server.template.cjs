'use strict';

/**
 * A plain Vendure shop: the core alone, on PostgreSQL, with the manual fulfilment handler and the dummy payment
 * method that come with it. Copied beside an installed `@vendure/core` and run from there.
 *
 * DATABASE_URL, PORT, SHOP_USER and SHOP_PASSWORD come from the environment. Prints `ready` once it listens.
 */
const { bootstrap, dummyPaymentHandler, DefaultLogger, LogLevel } = require('@vendure/core');

const { DATABASE_URL, PORT, SHOP_USER, SHOP_PASSWORD } = process.env;

bootstrap({
  apiOptions: { hostname: '127.0.0.1', port: Number(PORT) },
  authOptions: {
    tokenMethod: ['bearer', 'cookie'],
    superadminCredentials: { identifier: SHOP_USER, password: SHOP_PASSWORD },
  },
  dbConnectionOptions: { type: 'postgres', url: DATABASE_URL, synchronize: true, logging: false },
  paymentOptions: { paymentMethodHandlers: [dummyPaymentHandler] },
  logger: new DefaultLogger({ level: LogLevel.Warn, timestamp: true }),
}).then(
  (app) => {
    console.log('ready');
    process.once('SIGTERM', () => app.close().then(() => process.exit(0)));
  },
  (error) => {
    console.error(error);
    process.exit(1);
  },
);
