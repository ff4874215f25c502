import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { cartConnectors } from '@crossdock/connectors/carts';
import { wmsConnectors } from '@crossdock/connectors/wms';
import { SERVICE_NAMES } from '@crossdock/platform';
import { deploymentsOf, findHelm, manifestsOf, render, root, type Deployment, type Labels } from './chart';
import { readBy, SECRETS } from './environment';

const helm = findHelm();
/** A schema location of kubeconform; the usual one needs the internet. */
const schemas = process.env['KUBERNETES_SCHEMAS'];
const describeChart = helm ? describe : describe.skip;
const withSchemas = helm && schemas ? it : it.skip;

const smallest = ['--set', 'publicUrl=https://hub.example.com'];
const VALUES: [title: string, args: string[], publicUrl: string][] = [
  ['the default values', smallest, 'https://hub.example.com'],
  ['everything switched on', ['--values', 'charts/crossdock/ci/everything.yaml'], 'https://hub.example.com'],
  ['the operators around it', ['--values', 'k8s/values.yaml'], 'https://hub.example.com'],
  ['a cluster on one machine', ['--values', 'k8s/kind/values.yaml'], 'http://127.0.0.1:4000'],
];

const rendered = (args: readonly string[]) => {
  const { text, complaint } = render(helm as string, args);
  if (complaint) throw new Error(complaint);
  return manifestsOf(text);
};
const containerOf = ({ spec }: Deployment) => spec.template.spec.containers[0];
const envOf = (deployment: Deployment): NodeJS.ProcessEnv =>
  Object.fromEntries(
    containerOf(deployment).env.map(({ name, value }) => [
      name,
      value ?? SECRETS[name as keyof typeof SECRETS],
    ]),
  );
const matches = (selector: Labels, labels: Labels) =>
  Object.entries(selector).every(([name, value]) => labels[name] === value);

describeChart(`the Helm chart${helm ? '' : ' (left out: there is no helm)'}`, () => {
  describe.each(VALUES)('with %s', (_, args, publicUrl) => {
    const manifests = helm ? rendered(args) : [];
    const deployments = deploymentsOf(manifests);
    const services = deployments.filter(({ spec }) =>
      SERVICE_NAMES.some((name) => name === spec.template.metadata.labels['app.kubernetes.io/component']),
    );

    it('gives each service an environment that it starts with, and the others at their addresses', () => {
      for (const deployment of services) {
        const labels = deployment.metadata.labels;
        const service = SERVICE_NAMES.find((name) => name === labels['app.kubernetes.io/component']);
        const role = labels['crossdock/role'] as string;
        const gateway = service === 'cart-gateway' || service === 'wms-gateway';
        expect(readBy(service as NonNullable<typeof service>, envOf(deployment))).toEqual({
          host: '0.0.0.0',
          port: 4000,
          jwksUrl: 'http://hub-accounts:4000/api/v1/auth/jwks.json',
          publicUrl,
          connectors: gateway ? [role === 'api' ? 'none' : role] : null,
          amqpPrefix: expect.any(String),
        });
      }
    });

    it('takes every secret from a Secret', () => {
      const secrets = services.map((deployment) =>
        containerOf(deployment)
          .env.filter(({ valueFrom }) => valueFrom?.secretKeyRef.name && valueFrom.secretKeyRef.key)
          .map(({ name }) => name),
      );
      expect(secrets).toEqual(services.map(() => Object.keys(SECRETS).sort()));
    });

    it('runs programs that the image has', () => {
      const programs = deployments.map((deployment) => containerOf(deployment).command.at(-1) as string);
      const sources = programs.map((file) => file.replace('dist/', '').replace('.js', '.ts'));
      expect(sources.filter((file) => !existsSync(join(root, file)))).toEqual([]);
    });

    it('probes and limits every container, and takes its rights away', () => {
      for (const deployment of deployments) {
        const service = services.includes(deployment);
        const probe = (path: string) =>
          expect.objectContaining({ httpGet: { path: service ? path : '/', port: 'http' } });
        const limits = { cpu: expect.any(String), memory: expect.any(String) };
        expect(containerOf(deployment)).toMatchObject({
          ...(service && { startupProbe: probe('/health/live') }),
          livenessProbe: probe('/health/live'),
          readinessProbe: probe('/health/ready'),
          resources: { requests: limits, limits },
          securityContext: {
            allowPrivilegeEscalation: false,
            readOnlyRootFilesystem: true,
            capabilities: { drop: ['ALL'] },
          },
        });
        expect(deployment.spec.template.spec).toMatchObject({
          terminationGracePeriodSeconds: 40,
          securityContext: { runAsNonRoot: true, runAsUser: 1000 },
        });
      }
    });

    it('lets each selector find the pods of one workload', () => {
      const selectors = manifests.flatMap(({ kind, spec }) => {
        if (kind === 'Service') return [spec['selector'] as Labels];
        const labels = (spec['selector'] as { matchLabels: Labels } | undefined)?.matchLabels;
        return labels && kind !== 'PodMonitor' ? [labels] : [];
      });
      for (const selector of selectors) {
        expect(
          deployments.filter(({ spec }) => matches(selector, spec.template.metadata.labels)),
        ).toHaveLength(1);
      }
      expect(selectors.length).toBeGreaterThan(deployments.length);
    });

    it('shows the front door a Service for each part of the API', () => {
      const door = deployments.find(({ metadata }) => metadata.name === 'hub-front-door') as Deployment;
      const upstreams = (envOf(door)['UPSTREAMS'] as string).split(',').map((entry) => entry.split('='));
      expect(upstreams).toEqual(SERVICE_NAMES.map((name) => [name, `http://hub-${name}:4000`]));
      const names = manifests.filter(({ kind }) => kind === 'Service').map(({ metadata }) => metadata.name);
      expect(names.sort()).toEqual([...SERVICE_NAMES, 'front-door'].map((name) => `hub-${name}`).sort());
    });

    withSchemas(
      `makes objects that Kubernetes knows${schemas ? '' : ' (needs kubeconform and KUBERNETES_SCHEMAS)'}`,
      () => {
        const { text } = render(helm as string, args);
        const { status, stdout, stderr } = spawnSync(
          process.env['KUBECONFORM_PATH'] || 'kubeconform',
          ['-strict', '-verbose', '-schema-location', schemas as string, '-'],
          { input: text, encoding: 'utf8' },
        );
        expect({ status, complaints: status === 0 ? '' : stdout + stderr }).toEqual({
          status: 0,
          complaints: '',
        });
      },
    );
  });

  it('has a workload for every connector of this build, and one that answers the API of all', () => {
    const roles = (component: string) =>
      deploymentsOf(rendered(smallest))
        .map(({ metadata }) => metadata.labels)
        .filter((labels) => labels['app.kubernetes.io/component'] === component)
        .map((labels) => labels['crossdock/role'])
        .sort();
    const ids = (connectors: readonly { manifest: { id: string } }[]) =>
      ['api', ...connectors.map(({ manifest }) => manifest.id)].sort();
    expect(roles('cart-gateway')).toEqual(ids(cartConnectors));
    expect(roles('wms-gateway')).toEqual(ids(wmsConnectors));
    expect([...ids(cartConnectors), ...ids(wmsConnectors)]).not.toContain('none');
  });

  it('leaves the number of pods to whatever scales them', () => {
    const manifests = rendered(['--values', 'charts/crossdock/ci/everything.yaml']);
    const scaled = manifests
      .filter(({ kind }) => kind === 'HorizontalPodAutoscaler' || kind === 'ScaledObject')
      .map(({ spec }) => (spec['scaleTargetRef'] as { name: string }).name);
    const fixed = deploymentsOf(manifests).filter(({ spec }) => spec.replicas !== undefined);
    expect(new Set(scaled).size).toBe(scaled.length);
    expect(fixed.filter(({ metadata }) => scaled.includes(metadata.name))).toEqual([]);
    expect(deploymentsOf(manifests)).toHaveLength(fixed.length + scaled.length);
  });

  it.each([
    ['a secret in the values', ['--set', 'env.DATABASE_URL=postgres://me:secret@db/x'], 'DATABASE_URL'],
    ['a setting that it does not know', ['--set', 'replicas=3'], 'replicas'],
    ['a connector whose name is taken', ['--set', 'cartGateway.connectors[0].id=none'], 'connectors'],
  ])('refuses %s', (_, args, named) => {
    expect(render(helm as string, [...smallest, ...args]).complaint).toContain(named);
  });

  it('asks for the address of the hub where nothing says it', () => {
    expect(render(helm as string, []).complaint).toContain('set publicUrl or ingress.host');
  });
});
