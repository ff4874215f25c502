import { randomBytes } from 'node:crypto';
import { SERVICE_NAMES, type ServiceName } from '@crossdock/platform';
import { createTestDatabase, freePort, testServers, type TestDatabase } from '@crossdock/platform/testing';
import { BrokerTap } from './broker-tap';
import { Program, type ProgramExit } from './program';

export interface FleetOptions {
  /** Processes of each service. */
  replicas: number;
  /** What an operator sets for all of them. */
  env?: Readonly<Record<string, string>>;
}

export interface Stopped extends ProgramExit {
  name: string;
  ms: number;
}

/** One process of the installation, which can end and start again on the same port. */
export class Member {
  private program: Program | null = null;

  constructor(
    readonly name: string,
    readonly service: ServiceName | 'front-door',
    private readonly file: string,
    readonly port: number,
    private readonly env: Readonly<Record<string, string>>,
  ) {}

  start(): void {
    this.program = new Program(this.file, {
      env: { ...this.env, HOST: '127.0.0.1', PORT: String(this.port) },
    });
  }

  /** Waits until it takes requests and messages. */
  async ready(): Promise<void> {
    if (this.service === 'front-door') return void (await this.running.line(/is open/));
    await this.running.until('is not ready', () => answersWell(`http://127.0.0.1:${this.port}/health/ready`));
  }

  /** Ends it without a warning, as a power cut does. */
  async kill(): Promise<void> {
    if (!this.program?.running) return;
    this.program.send('SIGKILL');
    await this.program.exited;
  }

  /** Asks it to stop and waits until it has. */
  async stop(): Promise<Stopped> {
    const began = Date.now();
    this.running.send('SIGTERM');
    const exit = await this.running.exited;
    return { name: this.name, ...exit, ms: Date.now() - began };
  }

  private get running(): Program {
    if (!this.program) throw new Error(`${this.name} was not started`);
    return this.program;
  }
}

/**
 * The five services as processes over RabbitMQ and a database of their own, and a front door: what
 * `npm run services` runs, with names of its own in the broker.
 */
export class Fleet {
  private constructor(
    /** Where the API is. */
    readonly url: string,
    readonly members: readonly Member[],
    readonly broker: BrokerTap,
    private readonly database: TestDatabase,
  ) {}

  static async start({ replicas, env = {} }: FleetOptions): Promise<Fleet> {
    const database = await createTestDatabase();
    const broker = await BrokerTap.start(testServers().amqpUrl);
    const ports = new Map<ServiceName, number[]>();
    for (const service of SERVICE_NAMES) {
      ports.set(service, await Promise.all(Array.from({ length: replicas }, () => freePort())));
    }
    const portsOf = (service: ServiceName) => ports.get(service) ?? [];
    const front = await freePort();
    const url = `http://127.0.0.1:${front}`;
    const shared = {
      DATABASE_URL: database.url,
      AMQP_URL: broker.url,
      AMQP_PREFIX: `e2e-${randomBytes(4).toString('hex')}.`,
      // Ten processes share a server of the usual hundred connections.
      DATABASE_POOL_SIZE: '5',
      CROSSDOCK_DATA_KEYS: `v1:${randomBytes(32).toString('base64')}`,
      JWKS_URL: `http://127.0.0.1:${portsOf('accounts')[0]}/api/v1/auth/jwks.json`,
      PUBLIC_URL: url,
      ...env,
    };
    const services = SERVICE_NAMES.flatMap((service) =>
      portsOf(service).map(
        (port, index) =>
          new Member(`${service}#${index + 1}`, service, `services/${service}/src/main.js`, port, shared),
      ),
    );
    const upstreams = SERVICE_NAMES.map(
      (service) =>
        `${service}=${portsOf(service)
          .map((port) => `http://127.0.0.1:${port}`)
          .join('|')}`,
    );
    const door = new Member('front-door', 'front-door', 'apps/front-door/src/main.js', front, {
      UPSTREAMS: upstreams.join(','),
    });
    const fleet = new Fleet(url, [...services, door], broker, database);
    try {
      await fleet.startAll();
    } catch (error) {
      await fleet.close();
      throw error;
    }
    return fleet;
  }

  of(service: ServiceName): Member[] {
    return this.members.filter((member) => member.service === service);
  }

  async startAll(): Promise<void> {
    for (const member of this.members) member.start();
    await Promise.all(this.members.map((member) => member.ready()));
  }

  /** SIGTERM to all at the same moment. */
  stopAll(): Promise<Stopped[]> {
    return Promise.all(this.members.map((member) => member.stop()));
  }

  /** Ends what still runs and removes database, exchanges and queues. */
  async close(): Promise<void> {
    await Promise.all(this.members.map((member) => member.kill()));
    await this.broker.close();
    await this.database.drop();
  }
}

async function answersWell(url: string): Promise<boolean> {
  // Nobody listens yet: fetch throws.
  const response = await fetch(url).catch(() => null);
  return response?.ok === true;
}
