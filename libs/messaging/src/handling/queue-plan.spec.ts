import { RetryLadder } from '../retry/retry-ladder';
import { ItemCounted, ItemMoved, MoveRequested } from '../testing/suite/suite-events';
import { type BoundHandler, planQueues } from './queue-plan';

describe('planQueues', () => {
  const ladder = new RetryLadder([10]);
  const call = async () => undefined;
  const plan = (handlers: BoundHandler[], connectors?: string[]) =>
    planQueues({ service: 'store', ...(connectors && { connectors }) }, ladder, handlers).map(
      ({ subscription }) => subscription,
    );

  it('makes one queue per lane, bound to everything that its methods handle', () => {
    const counts = { lane: 'all', definitions: [ItemCounted], prefetch: 20, call };
    const moves = { lane: 'all', definitions: [ItemMoved], prefetch: 50, call };
    expect(plan([counts, moves])).toEqual([
      {
        queue: 'store.all',
        service: 'store',
        bindings: [
          { channel: 'facts', pattern: 'item.counted.v1.*' },
          { channel: 'facts', pattern: 'item.moved.v1.*' },
        ],
        retryWaitsMs: [10],
        prefetch: 50,
        competing: false,
      },
    ]);
  });

  it('makes one queue per connector that the process hosts', () => {
    const push = { lane: 'push', perConnector: true, competing: true, definitions: [MoveRequested], call };
    const queueOf = (connector: string) => ({
      queue: `store.${connector}.push`,
      service: 'store',
      bindings: [{ channel: 'work', pattern: `move.requested.v1.${connector}` }],
      retryWaitsMs: [10],
      prefetch: 250,
      competing: true,
    });
    expect(plan([push], ['red', 'blue'])).toEqual([queueOf('red'), queueOf('blue')]);
    expect(plan([push])).toEqual([]);
  });

  it('refuses two handlers of one event in a lane', () => {
    const counts = { lane: 'all', definitions: [ItemCounted], call };
    expect(() => plan([counts, counts])).toThrow('Lane "all" has two handlers of ItemCounted');
  });

  it('refuses handlers of one lane that want different queues', () => {
    const shared = { lane: 'all', definitions: [ItemCounted], call };
    const split = { lane: 'all', definitions: [ItemMoved], perConnector: true, call };
    expect(() => plan([shared, split])).toThrow('differ in "perConnector"');
  });
});
