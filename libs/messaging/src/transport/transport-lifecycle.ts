import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { MESSAGING_OPTIONS, type MessagingOptions } from '../messaging-options';

/** Closes a transport that belongs to this service alone, after its relay and its consumers have stopped. */
@Injectable()
export class TransportLifecycle implements OnApplicationShutdown {
  constructor(@Inject(MESSAGING_OPTIONS) private readonly options: MessagingOptions) {}

  async onApplicationShutdown(): Promise<void> {
    if (!this.options.transport.shared) await this.options.transport.close();
  }
}
