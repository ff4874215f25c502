const {
  projects: [base],
} = require('../../jest.config.cjs');

/** Tests against real vendor software: one after the other, for they share the servers of this machine. */
module.exports = {
  ...base,
  displayName: 'real',
  testRegex: '\\.real\\.spec\\.ts$',
  testTimeout: 120_000,
  maxWorkers: 1,
};
