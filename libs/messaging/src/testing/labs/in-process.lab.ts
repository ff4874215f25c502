import { InProcessTransport } from '../../transport/in-process/in-process.transport';
import type { LabFactory } from './transport-lab';

/** All services of a case in one process, so on one transport. */
export const inProcessLab: LabFactory = {
  hasBroker: false,
  async create() {
    const transport = new InProcessTransport();
    return {
      connect: async () => transport,
      open: () => transport.open(),
      cut: () => undefined,
      broker: null,
      close: () => transport.close(),
    };
  },
};
