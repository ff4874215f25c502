import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

const root = resolve(__dirname, '../..');

/** Cruises a small tree by the project's own rules and returns the names of the rules it breaks. */
function violations(files: Record<string, string>): string[] {
  const tree = mkdtempSync(join(tmpdir(), 'boundaries-'));
  try {
    symlinkSync(join(root, 'node_modules'), join(tree, 'node_modules'));
    writeFileSync(
      join(tree, 'package.json'),
      '{"dependencies":{"pg":"*"},"devDependencies":{"graphql":"*"}}',
    );
    writeFileSync(
      join(tree, 'tsconfig.json'),
      '{"compilerOptions":{"moduleResolution":"Node10","module":"CommonJS"}}',
    );
    for (const [file, code] of Object.entries(files)) {
      mkdirSync(dirname(join(tree, file)), { recursive: true });
      writeFileSync(join(tree, file), code);
    }
    const tops = [...new Set(Object.keys(files).map((file) => file.split('/')[0] as string))];
    const { stdout, stderr } = spawnSync(
      process.execPath,
      [
        join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs'),
        ...tops,
        '--config',
        join(root, '.dependency-cruiser.cjs'),
        '--output-type',
        'json',
      ],
      { cwd: tree, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 },
    );
    if (!stdout.startsWith('{')) throw new Error(stderr);
    const report = JSON.parse(stdout) as { summary: { violations: { rule: { name: string } }[] } };
    return [...new Set(report.summary.violations.map(({ rule }) => rule.name))].sort();
  } finally {
    rmSync(tree, { recursive: true, force: true });
  }
}

const empty = 'export const x = 1;\n';
const opensSocket = "import { get } from 'node:http';\nexport const y = get;\n";
const imports = (path: string) => `import { x } from '${path}';\nexport const y = x;\n`;

describe('import rules', () => {
  it('let the allowed imports pass', () => {
    expect(
      violations({
        'libs/domain/src/index.ts': empty,
        'libs/connector-sdk/src/index.ts': imports('../../domain/src/index'),
        'connectors/carts/a/index.ts': imports('../../../libs/connector-sdk/src/index'),
        'connectors/carts/index.ts': imports('./a/index'),
        'connectors/carts/a/fake/server.ts': opensSocket,
        'connectors/carts/a/testing/context.ts': opensSocket,
        'connectors/carts/a/pull.spec.ts': opensSocket,
        'services/cart-gateway/src/x.ts': imports('../../../connectors/carts/index'),
        'services/sync-ledger/src/y.ts': imports('../../../libs/domain/src/index'),
      }),
    ).toEqual([]);
  });

  it.each([
    [
      'no-service-knows-another',
      'services/accounts/src/a.ts',
      '../../scheduler/src/b',
      'services/scheduler/src/b.ts',
    ],
    [
      'domain-depends-on-nothing',
      'libs/domain/src/a.ts',
      '../../messaging/src/index',
      'libs/messaging/src/index.ts',
    ],
    [
      'connectors-know-sdk-and-domain',
      'connectors/carts/a/x.ts',
      '../../../libs/platform/src/index',
      'libs/platform/src/index.ts',
    ],
    ['connectors-do-not-know-each-other', 'connectors/carts/a/x.ts', '../b/y', 'connectors/carts/b/y.ts'],
    [
      'gateways-know-only-the-registry',
      'services/cart-gateway/src/a.ts',
      '../../../connectors/carts/v/pull',
      'connectors/carts/v/pull.ts',
    ],
    [
      'only-gateways-know-connectors',
      'services/sync-ledger/src/a.ts',
      '../../../connectors/carts/index',
      'connectors/carts/index.ts',
    ],
    [
      'libraries-are-used-through-their-index',
      'services/accounts/src/a.ts',
      '../../../libs/domain/src/models/m',
      'libs/domain/src/models/m.ts',
    ],
    [
      'libraries-are-used-through-their-index',
      'libs/messaging/src/a.ts',
      '../../domain/src/models/m',
      'libs/domain/src/models/m.ts',
    ],
    [
      'tests-stay-out-of-production',
      'services/accounts/src/a.ts',
      './b.spec',
      'services/accounts/src/b.spec.ts',
    ],
  ])('%s: %s may not import %s', (rule, file, path, target) => {
    expect(violations({ [file]: imports(path), [target]: empty })).toContain(rule);
  });

  it('keep frameworks and sockets out of connectors and out of pure rules', () => {
    expect(
      violations({ 'connectors/wms/a/x.ts': "import { Pool } from 'pg';\nexport const y = Pool;\n" }),
    ).toContain('connectors-have-no-framework-and-no-io');
    expect(violations({ 'connectors/wms/a/x.ts': opensSocket })).toContain(
      'connectors-have-no-framework-and-no-io',
    );
    expect(
      violations({
        'services/accounts/src/domain/x.ts': "import { Pool } from 'pg';\nexport const y = Pool;\n",
      }),
    ).toContain('rules-are-pure');
  });

  it('refuse a development dependency in production code', () => {
    expect(
      violations({ 'libs/platform/src/x.ts': "import { parse } from 'graphql';\nexport const y = parse;\n" }),
    ).toContain('no-development-dependency-in-production');
  });

  it('refuse circles', () => {
    expect(
      violations({ 'libs/platform/src/a.ts': imports('./b'), 'libs/platform/src/b.ts': imports('./a') }),
    ).toContain('no-circular');
  });
});
