import { Injectable } from '@nestjs/common';
import { ProblemError, type ConnectionReport } from '@crossdock/connector-sdk';
import {
  Clock,
  decodeCursor,
  notFound,
  Sealer,
  toPage,
  type Page,
  type Principal,
} from '@crossdock/platform';
import { DataSource } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import { ConnectorCaller } from '../calls/connector-caller';
import { ConnectorCatalogue } from '../catalogue/connector-catalogue';
import { describeConnector, type ConnectorDescription } from '../catalogue/describe-connector';
import type { HostedConnector } from '../catalogue/hosted-connector';
import { CallScope } from '../http/call-scope';
import { MerchantGate } from '../merchants/merchant-gate';
import type { StoredConnection } from './connection';
import {
  credentialsContext,
  openCredentials,
  storedCredentials,
  type ConnectionAccess,
} from './connection-access';
import { checkInput } from './connection-input';
import { conflictOf, testFailed, unknownConnector } from './connection-problems';
import { ConnectionStates } from './connection-states';
import { ConnectionStore } from './connection.store';
import {
  viewOf,
  type ConnectionQuery,
  type ConnectionView,
  type CreateConnection,
  type UpdateConnection,
} from './connection.dto';

const TEST_DEADLINE_MS = 30_000;
const READ_SINCE_MS = 30 * 24 * 3600 * 1000;

/** What users do with connections. Nothing is saved that was not tried out at the vendor first. */
@Injectable()
export class Connections {
  constructor(
    private readonly dataSource: DataSource,
    private readonly catalogue: ConnectorCatalogue,
    private readonly caller: ConnectorCaller,
    private readonly store: ConnectionStore,
    private readonly states: ConnectionStates,
    private readonly merchants: MerchantGate,
    private readonly sealer: Sealer,
    private readonly clock: Clock,
  ) {}

  connectors(): { items: ConnectorDescription[] } {
    return { items: this.catalogue.all().map(describeConnector) };
  }

  /** @throws ProblemException 404 unknown merchant, 422 bad fields or a vendor that refuses, 409 already connected */
  async create(user: Principal, input: CreateConnection): Promise<ConnectionView> {
    const connector = this.connectorOf(input.connector);
    const access = checkInput(connector.manifest, input);
    await this.merchants.pass(input.merchantId, user.accountId);
    await this.probe(connector, access);
    const now = this.clock.now();
    const id = uuidv7();
    const connection: StoredConnection = {
      id,
      accountId: user.accountId,
      merchantId: input.merchantId,
      connector: input.connector,
      name: input.name,
      settings: input.settings,
      sealedCredentials: this.seal({ accountId: user.accountId, id }, input.credentials),
      identity: connector.identity(access.credentials, access.settings),
      state: 'active',
      problem: null,
      revision: 0,
      readSince: new Date(input.readSince ?? now.getTime() - READ_SINCE_MS),
      createdAt: now,
      updatedAt: now,
    };
    return this.saved(async (tx) => {
      await this.store.insert(tx, connection);
      return this.states.save(tx, connection);
    });
  }

  async list(user: Principal, query: ConnectionQuery): Promise<Page<ConnectionView>> {
    const before = query.cursor === undefined ? null : decodeCursor(z.uuid(), query.cursor);
    const merchantId = query.merchantId ?? null;
    const rows = await this.store.list(user.accountId, { merchantId, before, limit: query.limit });
    return toPage(rows, query.limit, viewOf, ({ id }) => id);
  }

  async get(user: Principal, id: string): Promise<ConnectionView> {
    return viewOf(await this.own(user, id));
  }

  /** Asks the vendor whether the stored credentials (still) work. Changes nothing. */
  async test(user: Principal, id: string): Promise<ConnectionReport> {
    const connection = await this.own(user, id);
    const connector = this.connectorOf(connection.connector);
    const access = asTestFailure(() => openCredentials(this.sealer, connector.manifest, connection));
    return this.probe(connector, access);
  }

  /** New credentials or settings are tried out first; when they work, a refused connection is active again. */
  async update(user: Principal, id: string, input: UpdateConnection): Promise<ConnectionView> {
    const before = await this.own(user, id);
    if (input.credentials === undefined && input.settings === undefined) {
      return this.change(user, id, (connection) => ({ ...connection, name: input.name ?? connection.name }));
    }
    const connector = this.connectorOf(before.connector);
    const settings = input.settings ?? before.settings;
    const entered = input.credentials ?? this.stored(before);
    const access = checkInput(connector.manifest, { credentials: entered, settings });
    await this.probe(connector, access);
    return this.change(user, id, (connection) => ({
      ...connection,
      name: input.name ?? connection.name,
      settings,
      sealedCredentials: input.credentials
        ? this.seal(connection, input.credentials)
        : connection.sealedCredentials,
      identity: connector.identity(access.credentials, access.settings),
      ...(connection.state === 'needs_reauth' && { state: 'active', problem: null }),
    }));
  }

  async pause(user: Principal, id: string): Promise<ConnectionView> {
    return this.change(user, id, (connection) =>
      connection.state === 'active' ? { ...connection, state: 'paused' } : connection,
    );
  }

  /** A connection whose credentials were refused stays so until it gets new ones. */
  async resume(user: Principal, id: string): Promise<ConnectionView> {
    return this.change(user, id, (connection) =>
      connection.state === 'paused' ? { ...connection, state: 'active' } : connection,
    );
  }

  /** Ends its runs, concludes its writes and forgets the credentials. Orders and shipments stay in the ledger. */
  async remove(user: Principal, id: string): Promise<void> {
    await this.change(user, id, (connection) => ({ ...connection, state: 'deleted', sealedCredentials: '' }));
  }

  private async change(
    user: Principal,
    id: string,
    apply: (connection: StoredConnection) => StoredConnection,
  ): Promise<ConnectionView> {
    return this.saved(async (tx) => {
      const connection = await this.store.lock(tx, id);
      if (connection?.accountId !== user.accountId) throw notFound('connection');
      const changed = apply(connection);
      return changed === connection ? connection : this.states.save(tx, changed);
    });
  }

  private async saved(
    work: (tx: Parameters<ConnectionStore['insert']>[0]) => Promise<StoredConnection>,
  ): Promise<ConnectionView> {
    try {
      return viewOf(await this.dataSource.transaction(work));
    } catch (error) {
      throw conflictOf(error) ?? error;
    }
  }

  private async own(user: Principal, id: string): Promise<StoredConnection> {
    const connection = await this.store.find(id);
    if (connection?.accountId !== user.accountId) throw notFound('connection');
    return connection;
  }

  private connectorOf(id: string): HostedConnector {
    const connector = this.catalogue.find(id);
    if (connector) return connector;
    throw unknownConnector(
      id,
      this.catalogue.all().map(({ manifest }) => manifest.id),
    );
  }

  private async probe(connector: HostedConnector, access: ConnectionAccess): Promise<ConnectionReport> {
    const scope = new CallScope(TEST_DEADLINE_MS);
    try {
      return await this.caller.tryOut(connector, access, scope, (ctx) => connector.test(ctx));
    } catch (error) {
      if (error instanceof ProblemError) throw testFailed(error.problem);
      throw error;
    }
  }

  private stored(connection: StoredConnection): unknown {
    return asTestFailure(() => storedCredentials(this.sealer, connection));
  }

  private seal(connection: { accountId: string; id: string }, credentials: object): string {
    return this.sealer.seal(credentials, credentialsContext(connection));
  }
}

/** @throws ProblemException 422 in place of a ProblemError */
function asTestFailure<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof ProblemError) throw testFailed(error.problem);
    throw error;
  }
}
