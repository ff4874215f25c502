import type { Dispatcher } from 'undici';
import { exchange } from './exchange';

describe('exchange', () => {
  it('keeps a request back that gets its connection only after the deadline', async () => {
    const aborted = jest.fn();
    let start: () => void = () => undefined;
    const slow = {
      dispatch(_: unknown, handler: Dispatcher.DispatchHandler) {
        start = () =>
          handler.onRequestStart?.({ abort: aborted } as unknown as Dispatcher.DispatchController, null);
        return true;
      },
    } as unknown as Dispatcher;
    const asked = exchange(slow, { method: 'POST', path: '/' }, { deadlineMs: 20, maxBytes: 100 });
    await expect(asked).rejects.toMatchObject({ fault: 'timeout', sent: false });
    start();
    expect(aborted).toHaveBeenCalledTimes(1);
  });
});
