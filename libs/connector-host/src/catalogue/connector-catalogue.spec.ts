import type { TrafficRule } from '@crossdock/connector-sdk';
import { z } from 'zod';
import { ConnectorCatalogue } from './connector-catalogue';
import type { HostedConnector } from './hosted-connector';

const connector = (id: string, rules: TrafficRule[] = []): HostedConnector => ({
  manifest: {
    id,
    name: id,
    credentials: z.object({}),
    settings: z.object({}),
    api: { version: '1', sunset: null, documentation: '' },
    traffic: { rules, concurrency: 1, deadlineMs: 1 },
  },
  capabilities: [],
  identity: () => id,
  test: () => Promise.resolve({ identity: id, notes: [] }),
});

describe('the catalogue of connectors', () => {
  it('serves all connectors, or those that the configuration names; all can be found', () => {
    const connectors = [connector('a'), connector('b')];
    const [all, some] = [
      new ConnectorCatalogue(connectors, null),
      new ConnectorCatalogue(connectors, ['b', 'x']),
    ];
    expect([all.served, some.served, some.find('a')?.manifest.id, some.find('x')]).toEqual([
      ['a', 'b'],
      ['b'],
      'a',
      null,
    ]);
  });

  it.each([
    ['two connectors share an id', [connector('a'), connector('a')]],
    ['a rule allows no call', [connector('a', [{ id: 'r', burst: 0, perSecond: 1 }])]],
    ['a rule has no proper id', [connector('a', [{ id: '*', burst: 1, perSecond: 1 }])]],
  ])('is refused when %s', (_, connectors) => {
    expect(() => new ConnectorCatalogue(connectors, null)).toThrow();
  });
});
