import { Logger } from '@nestjs/common';
import { ProblemError } from '@crossdock/connector-sdk';
import { Metrics } from '@crossdock/platform';
import { CallLogs } from './call-log';

describe('the log of calls to vendors', () => {
  const request = {
    method: 'POST',
    url: 'https://shop.example/orders/ada@example.com?token=hush',
    headers: { authorization: 'Bearer hush' },
    body: '{"password":"hush"}',
    operation: 'orders.list',
    sideEffect: false,
  } as const;
  const metrics = new Metrics('cart-gateway');
  const log = new CallLogs(metrics).for('vendure');
  const lines: unknown[] = [];

  beforeAll(() => {
    jest.spyOn(Logger.prototype, 'debug').mockImplementation((line: unknown) => void lines.push(line));
  });
  afterAll(() => {
    jest.restoreAllMocks();
  });

  it('has neither header, path, query nor body', async () => {
    const url = new URL(request.url);
    const response = { status: 201, headers: { 'set-cookie': 'hush' }, text: 'hush' };
    await log.around(request, url, () => Promise.resolve(response));
    const problem = { kind: 'transient', code: 'timed-out', message: 'hush' } as const;
    const failing = log.around(request, url, () => Promise.reject(new ProblemError(problem)));
    await expect(failing).rejects.toBeInstanceOf(ProblemError);
    const common = {
      connector: 'vendure',
      operation: 'orders.list',
      method: 'POST',
      host: 'shop.example',
      seconds: expect.any(Number) as number,
    };
    expect(lines).toEqual([
      { ...common, outcome: '2xx' },
      { ...common, outcome: 'timed-out' },
    ]);
    expect(await metrics.render()).toContain(
      'crossdock_connector_requests_total{connector="vendure",operation="orders.list",outcome="timed-out",service="cart-gateway"} 1',
    );
  });
});
