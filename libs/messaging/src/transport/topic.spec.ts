import { matchesTopic } from './topic';

describe('matchesTopic', () => {
  it.each([
    ['order.downloaded.v1.*', 'order.downloaded.v1.vendure', true],
    ['order.downloaded.v1.vendure', 'order.downloaded.v1.vendure', true],
    ['order.downloaded.v1.vendure', 'order.downloaded.v1.tryton', false],
    ['order.*.v1.*', 'order.downloaded.v2.vendure', false],
    ['order.*', 'order.downloaded.v1', false],
    ['order.#', 'order.downloaded.v1', true],
    ['#.v1', 'order.downloaded.v1', true],
    ['order.#', 'order', true],
    ['#', '', true],
    ['*', 'order.downloaded', false],
  ])('%s matches %s: %s', (pattern, routingKey, expected) => {
    expect(matchesTopic(pattern, routingKey)).toBe(expected);
  });
});
