import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import {
  startTrytonFake,
  startVendureFake,
  type TrytonFake,
  type VendureFake,
} from '@crossdock/connectors/fakes';
import { createTestDatabase, type TestDatabase } from '@crossdock/platform/testing';
import type { Locator, Page } from 'playwright-core';
import { startHub, type Hub } from '../../all-in-one/src/hub/start-hub';
import { openBrowser, type Browser } from './browser';

const EMAIL = 'operator@example.com';
const PASSWORD = 'a long pass phrase for tests';

/** The web application in Chromium, over the whole hub, a small Vendure and a small Tryton. Each test goes on from the one before. */
describe('the web application', () => {
  let database: TestDatabase;
  let hub: Hub;
  let shop: VendureFake;
  let warehouse: TrytonFake;
  let browser: Browser;
  let page: Page;
  let number: string;

  beforeAll(async () => {
    if (!existsSync('dist/web/index.html')) throw new Error('Build the web application first: npm run build');
    database = await createTestDatabase();
    shop = await startVendureFake();
    warehouse = await startTrytonFake();
    shop.state.addProduct({ sku: 'MUG', name: 'Mug', price: 1200, stockOnHand: 10 });
    warehouse.state.addProduct({ sku: 'MUG', name: 'Mug', stockOnHand: 10 });
    const dataKeys = `v1:${randomBytes(32).toString('base64')}`;
    hub = await startHub({ databaseUrl: database.url, dataKeys, port: 0, env: { LOG_LEVEL: 'silent' } });
    browser = await openBrowser();
    page = browser.page;
  }, 60_000);

  afterAll(async () => {
    await browser?.close();
    await hub?.close();
    await shop?.close();
    await warehouse?.close();
    await database?.drop();
  }, 60_000);

  it('says what is wrong with a log-in', async () => {
    await page.goto(hub.url);
    await page.getByLabel('E-mail').fill(EMAIL);
    await field('Password').fill('not the password');
    await button('Sign in').click();
    await seen(page.getByRole('alert'));
  }, 30_000);

  it('makes an account, says which field is wrong, and keeps the session over a reload', async () => {
    await button('Create an account').click();
    await field('Company').fill('North Dock 3PL');
    await field('E-mail').fill(EMAIL);
    await field('Password').fill('short');
    await button('Create the account').click();
    await seen(page.getByRole('alert').getByText('password'));
    await field('Password').fill(PASSWORD);
    await button('Create the account').click();
    await seen(heading('Overview'));
    await page.reload();
    await seen(heading('Overview'));
  }, 30_000);

  it('leads from a new merchant to an order that the store shows as shipped', async () => {
    await addMerchant();
    await connectWarehouse();
    await connectStoreAtTheSecondTry();
    await downloadOrder();
    await mapItsShipMethod();
    await shipIt();
  }, 120_000);

  it('signs out', async () => {
    await page.getByRole('button', { name: 'North Dock 3PL' }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await seen(button('Sign in'));
  }, 30_000);

  it('ran without an error and within its security policy', () => {
    expect(browser.complaints).toEqual([]);
  });

  const field = (label: string): Locator => page.getByRole('textbox', { name: label, exact: true });
  const button = (name: string, exact = true): Locator => page.getByRole('button', { name, exact });
  const link = (name: string): Locator => page.getByRole('link', { name, exact: true });
  const heading = (name: string): Locator => page.getByRole('heading', { name, level: 1 });
  const seen = (locator: Locator): Promise<void> => locator.waitFor();

  async function addMerchant(): Promise<void> {
    await button('Add merchant').click();
    await field('Name').fill('Harbor Coffee');
    await button('Add', true).click();
    await seen(page.getByText('0 orders = 0 loaded + 0 skipped'));
  }

  async function connectWarehouse(): Promise<void> {
    await go('Connections');
    await link('Connect a warehouse').click();
    await field('Address').fill(warehouse.url);
    await field('Database').fill(warehouse.database);
    await field('User').fill('hub');
    await field('Password').fill('hub-password');
    await button('Test and connect').click();
    await seen(heading('Tryton'));
    await seen(page.getByText('Active', { exact: true }));
  }

  async function connectStoreAtTheSecondTry(): Promise<void> {
    await go('Connections');
    await link('Connect a store').click();
    await field('Name').fill('Coffee shop');
    await field('Admin API address').fill(shop.url);
    await field('User name').fill('hub');
    await field('Password').fill('wrong');
    await button('Test and connect').click();
    await seen(page.getByRole('alert').getByText('The connection does not work'));
    await field('Password').fill('hub-password');
    await button('Test and connect').click();
    await seen(heading('Coffee shop'));
  }

  async function downloadOrder(): Promise<void> {
    ({ code: number } = shop.state.placeOrder({ lines: [{ sku: 'MUG', quantity: 2 }] }));
    await button('Run order download now').click();
    await go('Orders');
    await link(number).click();
    await seen(heading(`Order ${number}`));
    await seen(page.getByText('Held', { exact: true }));
    await seen(page.getByRole('cell', { name: 'MUG', exact: true }));
  }

  async function mapItsShipMethod(): Promise<void> {
    await go('Overview');
    await seen(page.getByText('1 order = 1 loaded + 0 skipped'));
    await link('Map it').click();
    await field('Code at the warehouse of Standard Shipping').fill('GROUND');
    await button('Save').click();
    await openOrder();
    await seen(page.getByText('At warehouse', { exact: true }));
  }

  async function shipIt(): Promise<void> {
    const [waiting] = warehouse.state.waiting();
    warehouse.state.ship(waiting?.reference as string, [{ tracking: 'PX1234567890', units: { MUG: 2 } }]);
    await go('Schedules');
    await button('Run shipping confirmations now').click();
    await openOrder();
    await seen(page.getByText('Confirmed', { exact: true }).first());
    await seen(page.getByText('PX1234567890', { exact: true }));
    await go('Proof');
    await seen(page.getByText('1 = 1 confirmed'));
  }

  async function go(place: string): Promise<void> {
    await page.getByRole('navigation').getByRole('link', { name: place, exact: true }).click();
    await seen(heading(place));
  }

  async function openOrder(): Promise<void> {
    await go('Orders');
    await link(number).click();
    await seen(heading(`Order ${number}`));
  }
});
