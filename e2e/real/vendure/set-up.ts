import { graphqlClient, type GraphqlClient } from './graphql-client';

export interface HubUser {
  username: string;
  password: string;
}

interface Created {
  created: { id: string };
}

/** Methods of the shop: code, name, price in cents. */
export const SHIPPING_METHODS = [
  { code: 'standard-shipping', name: 'Standard Shipping', price: 500 },
  { code: 'express-shipping', name: 'Express Shipping', price: 1200 },
];
/** The dummy handler, once taking the money at once and once only authorising it. */
const PAYMENT_METHODS = [
  { code: 'Settled', automaticSettle: 'true' },
  { code: 'Authorized', automaticSettle: 'false' },
];

/** Makes a fresh Vendure a shop that sells: zone, tax, shipping, payment, and an administrator for the hub. */
export async function setUpShop(
  adminApiUrl: string,
  user: HubUser,
): Promise<{ staff: GraphqlClient; hub: HubUser }> {
  const staff = graphqlClient(adminApiUrl);
  await staff(LOGIN, { ...user });
  const zoneId = await createZone(staff);
  await createTax(staff, zoneId);
  for (const method of SHIPPING_METHODS)
    await staff(CREATE_SHIPPING_METHOD, { input: shippingInput(method) });
  for (const method of PAYMENT_METHODS) await staff(CREATE_PAYMENT_METHOD, { input: paymentInput(method) });
  return { staff, hub: await createHubUser(staff) };
}

async function createZone(staff: GraphqlClient): Promise<string> {
  const memberIds: string[] = [];
  for (const [code, name] of [
    ['US', 'United States'],
    ['DE', 'Germany'],
  ]) {
    const { created } = await staff<Created>(CREATE_COUNTRY, {
      input: { code, enabled: true, ...named({ name }) },
    });
    memberIds.push(created.id);
  }
  return (await staff<Created>(CREATE_ZONE, { input: { name: 'Everywhere', memberIds } })).created.id;
}

async function createTax(staff: GraphqlClient, zoneId: string): Promise<void> {
  const category = await staff<Created>(CREATE_TAX_CATEGORY, { input: { name: 'Goods', isDefault: true } });
  await staff(CREATE_TAX_RATE, {
    input: { name: 'Tax', enabled: true, value: 10, categoryId: category.created.id, zoneId },
  });
  const { activeChannel } = await staff<{ activeChannel: { id: string } }>(`{ activeChannel { id } }`);
  await staff(UPDATE_CHANNEL, {
    input: {
      id: activeChannel.id,
      defaultTaxZoneId: zoneId,
      defaultShippingZoneId: zoneId,
      pricesIncludeTax: true,
      defaultCurrencyCode: 'EUR',
      availableCurrencyCodes: ['EUR'],
    },
  });
}

async function createHubUser(staff: GraphqlClient): Promise<HubUser> {
  const hub = { username: 'hub@example.com', password: 'hub-password' };
  const role = await staff<Created>(CREATE_ROLE, {
    input: {
      code: 'hub',
      description: 'Integration hub',
      permissions: ['ReadOrder', 'UpdateOrder', 'ReadCatalog', 'UpdateCatalog'],
    },
  });
  await staff(CREATE_ADMINISTRATOR, {
    input: {
      firstName: 'Hub',
      lastName: 'Example',
      emailAddress: hub.username,
      password: hub.password,
      roleIds: [role.created.id],
    },
  });
  return hub;
}

function shippingInput({ code, name, price }: (typeof SHIPPING_METHODS)[number]) {
  return {
    code,
    fulfillmentHandler: 'manual-fulfillment',
    checker: { code: 'default-shipping-eligibility-checker', arguments: args({ orderMinimum: '0' }) },
    calculator: {
      code: 'default-shipping-calculator',
      arguments: args({ rate: String(price), includesTax: 'include', taxRate: '10' }),
    },
    ...named({ name, description: '' }),
  };
}

function paymentInput({ code, automaticSettle }: (typeof PAYMENT_METHODS)[number]) {
  return {
    code,
    enabled: true,
    handler: { code: 'dummy-payment-handler', arguments: args({ automaticSettle }) },
    ...named({ name: code, description: '' }),
  };
}

function args(values: Record<string, string>): { name: string; value: string }[] {
  return Object.entries(values).map(([name, value]) => ({ name, value }));
}

/** Names in the only language of the shop. */
export function named(texts: Record<string, string | undefined>) {
  return { translations: [{ languageCode: 'en', ...texts }] };
}

const LOGIN = `mutation ($username: String!, $password: String!) {
  login(username: $username, password: $password) { ... on CurrentUser { id } ... on ErrorResult { errorCode } }
}`;
const CREATE_COUNTRY = `mutation ($input: CreateCountryInput!) { created: createCountry(input: $input) { id } }`;
const CREATE_ZONE = `mutation ($input: CreateZoneInput!) { created: createZone(input: $input) { id } }`;
const CREATE_TAX_CATEGORY = `mutation ($input: CreateTaxCategoryInput!) {
  created: createTaxCategory(input: $input) { id }
}`;
const CREATE_TAX_RATE = `mutation ($input: CreateTaxRateInput!) { created: createTaxRate(input: $input) { id } }`;
const UPDATE_CHANNEL = `mutation ($input: UpdateChannelInput!) {
  updateChannel(input: $input) { ... on Channel { id } ... on ErrorResult { errorCode message } }
}`;
const CREATE_SHIPPING_METHOD = `mutation ($input: CreateShippingMethodInput!) {
  created: createShippingMethod(input: $input) { id }
}`;
const CREATE_PAYMENT_METHOD = `mutation ($input: CreatePaymentMethodInput!) {
  created: createPaymentMethod(input: $input) { id }
}`;
const CREATE_ROLE = `mutation ($input: CreateRoleInput!) { created: createRole(input: $input) { id } }`;
const CREATE_ADMINISTRATOR = `mutation ($input: CreateAdministratorInput!) {
  created: createAdministrator(input: $input) { id }
}`;
