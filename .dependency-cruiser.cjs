/** The allowed imports between the parts of the system. Everything that is not allowed here is an error. */
const part = (path) => ({ path: `^${path}/` });
const only = (name, from, allowed) => ({
  name,
  severity: 'error',
  from,
  to: { path: '^(apps|connectors|e2e|libs|services|tools)/', pathNot: allowed.map((path) => `^${path}/`) },
});

const LIBRARIES = 'libs/[^/]+/src/(index\\.ts$|testing/index\\.ts$)';

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-circular',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    only('domain-depends-on-nothing', part('libs/domain'), ['libs/domain']),
    only('sdk-knows-the-domain', part('libs/connector-sdk'), ['libs/connector-sdk', 'libs/domain']),
    only('platform-depends-on-nothing', part('libs/platform'), ['libs/platform']),
    only('messaging-knows-the-domain', { path: '^libs/messaging/', pathNot: '\\.spec\\.ts$|/testing/' }, [
      'libs/messaging',
      'libs/domain',
    ]),
    only('host-stands-on-the-libraries', part('libs/connector-host'), ['libs']),
    only('connectors-know-sdk-and-domain', { path: '^connectors/(carts|wms)/[^/]+/' }, [
      'connectors/(carts|wms)/[^/]+',
      'libs/connector-sdk',
      'libs/domain',
    ]),
    {
      name: 'connectors-do-not-know-each-other',
      severity: 'error',
      from: { path: '^connectors/(carts|wms)/([^/]+)/' },
      to: { path: '^connectors/(carts|wms)/[^/]+/', pathNot: '^connectors/$1/$2/' },
    },
    {
      name: 'connectors-have-no-framework-and-no-io',
      severity: 'error',
      from: { path: '^connectors/(carts|wms)/[^/]+/', pathNot: '\\.spec\\.ts$|/fake/|/testing/' },
      to: {
        path: 'node_modules/(@nestjs|typeorm|pg|amqplib|undici)|^(node:)?(http|https|net|fs|child_process|timers)$',
      },
    },
    {
      name: 'no-service-knows-another',
      severity: 'error',
      from: { path: '^services/([^/]+)/' },
      to: { path: '^(services/[^/]+|apps|e2e|tools)/', pathNot: '^services/$1/' },
    },
    {
      name: 'only-gateways-know-connectors',
      severity: 'error',
      from: { path: '^services/', pathNot: '^services/(cart|wms)-gateway/' },
      to: { path: '^(connectors|libs/connector-(host|sdk))/' },
    },
    {
      name: 'gateways-know-only-the-registry',
      severity: 'error',
      from: { path: '^services/(cart|wms)-gateway/' },
      to: { path: '^connectors/', pathNot: '^connectors/(carts|wms)/index\\.ts$' },
    },
    {
      name: 'libraries-are-used-through-their-index',
      severity: 'error',
      from: { path: '^(services|apps|connectors|e2e|tools|libs/([^/]+))/' },
      to: { path: '^libs/[^/]+/src/', pathNot: ['^libs/$2/', LIBRARIES] },
    },
    {
      name: 'rules-are-pure',
      severity: 'error',
      comment: 'domain/ of a service decides on plain data',
      from: { path: '^services/[^/]+/src/domain/', pathNot: '\\.spec\\.ts$' },
      to: { path: 'node_modules/(@nestjs|typeorm|pg)|^services/[^/]+/src/(?!domain/)' },
    },
    {
      name: 'tests-stay-out-of-production',
      severity: 'error',
      from: { path: '^(services|connectors|libs|apps)/', pathNot: '\\.spec\\.ts$|/testing/' },
      to: { path: '\\.spec\\.ts$|/testing/' },
    },
    {
      name: 'no-development-dependency-in-production',
      severity: 'error',
      from: { path: '^(services|connectors|libs|apps)/', pathNot: '\\.spec\\.ts$|/testing/' },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg'], dependencyTypesNot: ['type-only'] },
    },
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)dist/|^apps/web/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['require', 'node', 'default', 'types'],
    },
  },
};
