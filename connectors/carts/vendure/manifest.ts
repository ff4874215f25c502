import { secret, type Manifest } from '@crossdock/connector-sdk';
import { z } from 'zod';

export const credentials = z.object({
  username: z.string().min(1).meta({
    title: 'User name',
    description:
      'The identifier of an administrator made for the hub alone: by it the hub tells its own fulfilments from those of the staff.',
  }),
  password: secret('Password', 'The password of that administrator.'),
});
export type Credentials = z.output<typeof credentials>;

export const settings = z.object({
  adminApiUrl: z
    .url({
      protocol: /^https?$/,
      error: 'must be an address such as https://shop.example.com/admin-api',
    })
    .meta({
      title: 'Admin API address',
      description: 'Such as https://shop.example.com/admin-api. Without a path, /admin-api is used.',
    }),
  channelToken: z.string().min(1).optional().meta({
    title: 'Channel token',
    description: 'Token of the sales channel to work on. Empty: the default channel.',
  }),
  stockLocationId: z.string().min(1).optional().meta({
    title: 'Stock location',
    description: 'Id of the stock location whose levels are set. Empty: the oldest location of the channel.',
  }),
});
export type Settings = z.output<typeof settings>;

export const manifest: Manifest<typeof credentials, typeof settings> = {
  id: 'vendure',
  name: 'Vendure',
  credentials,
  settings,
  api: {
    version: 'Admin API 3.5',
    sunset: null,
    documentation: 'https://docs.vendure.io/reference/graphql-api/admin/queries/',
  },
  // A Vendure shop sets no limits of its own: the number of calls in flight is what protects it.
  traffic: { rules: [], concurrency: 4, deadlineMs: 30_000 },
};
