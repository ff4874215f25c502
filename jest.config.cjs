const { readFileSync } = require('node:fs');

const swc = JSON.parse(readFileSync(`${__dirname}/.swcrc`, 'utf8'));
const { paths, ...jsc } = swc.jsc;
// Jest resolves the aliases itself.
delete jsc.baseUrl;
const moduleNameMapper = Object.fromEntries(
  Object.entries(paths).map(([alias, [file]]) => [`^${alias}$`, `<rootDir>/${file}`]),
);

/** Each kind of test is found by its file's suffix, wherever the code it tests lives. */
const kind = (displayName, testRegex, extra = {}) => ({
  displayName,
  rootDir: __dirname,
  testRegex,
  testPathIgnorePatterns: ['/node_modules/', '/dist/'],
  modulePathIgnorePatterns: ['<rootDir>/dist/'],
  testEnvironment: 'node',
  setupFiles: ['reflect-metadata'],
  moduleNameMapper,
  transform: { '^.+\\.(t|j|mj)s$': ['@swc/jest', { ...swc, jsc: { ...jsc }, swcrc: false }] },
  // These packages ship ES modules only.
  transformIgnorePatterns: ['/node_modules/(?!jose/)'],
  ...extra,
});

module.exports = {
  maxWorkers: 2,
  projects: [
    kind('unit', '(?<!\\.(int|contract|e2e|real))\\.spec\\.ts$'),
    kind('contract', '\\.contract\\.spec\\.ts$'),
    kind('integration', '\\.int\\.spec\\.ts$'),
    kind('e2e', '\\.e2e\\.spec\\.ts$'),
  ],
};
