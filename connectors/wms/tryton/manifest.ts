import { secret, type Manifest } from '@crossdock/connector-sdk';
import { z } from 'zod';

export const credentials = z.object({
  user: z
    .string()
    .min(1)
    .meta({ title: 'User', description: 'Log-in name of a Tryton user made for the hub.' }),
  password: secret('Password', 'Password of that user.'),
});

export const settings = z.object({
  url: z.url({ protocol: /^https?$/, error: 'must be an address such as https://tryton.example.com' }).meta({
    title: 'Address',
    description: 'Address of the Tryton server without the database, such as https://tryton.example.com.',
  }),
  database: z.string().min(1).meta({
    title: 'Database',
    description: 'Name of the database, as chosen at log-in.',
  }),
  warehouseCode: z.string().min(1).default('WH').meta({
    title: 'Warehouse code',
    description: 'Code of the location of type Warehouse that ships the orders.',
  }),
  timeZone: z
    .string()
    .refine((zone) => isTimeZone(zone), 'must be a time zone name, such as "America/New_York"')
    .default('UTC')
    .meta({
      title: 'Time zone of the database',
      description:
        'Tryton stores the time of a change on the clock of its PostgreSQL; UTC unless set otherwise.',
    }),
});

export type TrytonCredentials = z.output<typeof credentials>;
export type TrytonSettings = z.output<typeof settings>;

export const manifest: Manifest<typeof credentials, typeof settings> = {
  id: 'tryton',
  name: 'Tryton',
  credentials,
  settings,
  api: { version: '6.0', sunset: null, documentation: 'https://docs.tryton.org/6.0/' },
  traffic: {
    // Tryton sets no limits; these keep one hub from occupying a small server.
    rules: [{ id: 'calls', burst: 100, perSecond: 50 }],
    concurrency: 4,
    deadlineMs: 60_000,
  },
};

/** Address without a trailing slash, in the form that two spellings of it share. */
export function normalisedUrl(url: string): string {
  const { protocol, host, pathname } = new URL(url);
  return `${protocol}//${host}${pathname.replace(/\/+$/, '')}`;
}

export function warehouseIdentity(_credentials: TrytonCredentials, settings: TrytonSettings): string {
  return `${normalisedUrl(settings.url)}/${settings.database}#${settings.warehouseCode}`;
}

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}
