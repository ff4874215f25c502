import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * Listens on the loopback interface.
 * @param port the port that was asked for; null = `standard`, or a free one when that is taken
 * @returns the port
 * @throws Error when a port that was asked for is taken
 */
export async function listen(server: Server, port: number | null, standard: number): Promise<number> {
  try {
    return await listenOn(server, port ?? standard);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    if (port === null) return listenOn(server, 0);
    throw new Error(`Port ${port} is taken. Choose another with --port, or leave it out.`, { cause: error });
  }
}

function listenOn(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.removeListener('error', reject);
      resolve((server.address() as AddressInfo).port);
    });
  });
}
