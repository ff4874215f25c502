import { spawnSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import { parseAllDocuments } from 'yaml';

export const root = resolve(__dirname, '../..');
export const chartFolder = join(root, 'charts', 'crossdock');

/** Said because a helm that was built from source believes in a very old one. */
const KUBERNETES = '1.33';

/** A Kubernetes object, as far as the tests look into it. */
export interface Manifest {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly labels: Labels };
  // Each kind has a shape of its own; its schema is checked elsewhere.
  readonly spec: Record<string, unknown>;
}
export type Labels = Readonly<Record<string, string>>;

export interface Container {
  readonly name: string;
  readonly command: readonly string[];
  readonly env: readonly {
    readonly name: string;
    readonly value?: string;
    readonly valueFrom?: { readonly secretKeyRef: { readonly name: string; readonly key: string } };
  }[];
  readonly [more: string]: unknown;
}

export interface Deployment extends Manifest {
  readonly kind: 'Deployment';
  readonly spec: {
    readonly replicas?: number;
    readonly selector: { readonly matchLabels: Labels };
    readonly template: {
      readonly metadata: { readonly labels: Labels };
      readonly spec: { readonly containers: readonly [Container]; readonly [more: string]: unknown };
    };
  };
}

/** Path of helm: HELM_PATH, or the one on the PATH; null where there is none. */
export function findHelm(env: NodeJS.ProcessEnv = process.env): string | null {
  const program = env['HELM_PATH'] || 'helm';
  return spawnSync(program, ['version', '--short']).status === 0 ? program : null;
}

/** What helm made of the chart: its text, and what is wrong where it refused. */
export function render(helm: string, args: readonly string[]): { text: string; complaint: string } {
  const { stdout, stderr, status } = spawnSync(
    helm,
    ['template', 'hub', chartFolder, '--kube-version', KUBERNETES, ...args],
    { cwd: root, encoding: 'utf8', maxBuffer: 16 * 1024 * 1024 },
  );
  return status === 0 ? { text: stdout, complaint: '' } : { text: '', complaint: stderr };
}

/** @throws Error for text that is no YAML, such as one with a key twice */
export function manifestsOf(text: string): Manifest[] {
  return parseAllDocuments(text, { uniqueKeys: true }).map((document) => {
    if (document.errors.length > 0) throw document.errors[0];
    return document.toJS() as Manifest;
  });
}

export function deploymentsOf(manifests: readonly Manifest[]): Deployment[] {
  return manifests.filter((manifest): manifest is Deployment => manifest.kind === 'Deployment');
}
