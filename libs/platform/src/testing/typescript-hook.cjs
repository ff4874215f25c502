// Lets a child process of a test run TypeScript as it is: `node -r <this file> some.ts`.
const { transformFileSync } = require('@swc/core');
const { resolve } = require('node:path');

const root = resolve(__dirname, '../../../..');
require('reflect-metadata');
require.extensions['.ts'] = (module, file) => {
  module._compile(
    transformFileSync(file, { cwd: root, root, configFile: resolve(root, '.swcrc') }).code,
    file,
  );
};
