import type { ServerResponse } from 'node:http';

/** What a vendor does to a request instead of answering at once. `respond` lets it take effect and answers. */
export type Fault = (request: { respond: () => void; response: ServerResponse }) => void;

export function reply(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

export const refuse =
  (status: number): Fault =>
  ({ response }) =>
    reply(response, status, {});

/** The request takes effect, and the connection breaks before the answer. */
export const dropReply: Fault = ({ respond, response }) => {
  const { socket } = response;
  response.writeHead = () => response;
  response.end = () => {
    socket?.destroy();
    return response;
  };
  respond();
};

/** A fault that holds the answer back until the test lets it go. */
export function gate(): { hold: Fault; open(): void } {
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { hold: ({ respond }) => void opened.then(respond), open };
}
