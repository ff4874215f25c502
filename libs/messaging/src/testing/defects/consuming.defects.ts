import { v7 as uuidv7 } from 'uuid';
import type { BatchListener, Consumption, Subscription, Verdict } from '../../transport/event-transport';
import { TransportDecorator } from '../suite/transport-decorator';
import type { Defect } from './defect';

const DONE: Verdict = { kind: 'done' };

class AckBeforeCommit extends TransportDecorator {
  override consume(subscription: Subscription, listener: BatchListener): Promise<Consumption> {
    return super.consume(subscription, async (deliveries) => {
      listener(deliveries).catch(() => undefined);
      return deliveries.map(() => DONE);
    });
  }
}

class FailureAcknowledged extends TransportDecorator {
  override consume(subscription: Subscription, listener: BatchListener): Promise<Consumption> {
    return super.consume(subscription, async (deliveries) => (await listener(deliveries)).map(() => DONE));
  }
}

class RetryUnderNewId extends TransportDecorator {
  override consume(subscription: Subscription, listener: BatchListener): Promise<Consumption> {
    return super.consume(subscription, (deliveries) =>
      listener(
        deliveries.map((delivery) =>
          delivery.attempt > 1 ? { ...delivery, event: { ...delivery.event!, id: uuidv7() } } : delivery,
        ),
      ),
    );
  }
}

class RetryAtOnce extends TransportDecorator {
  override consume(subscription: Subscription, listener: BatchListener): Promise<Consumption> {
    return super.consume({ ...subscription, retryWaitsMs: [1] }, async (deliveries) =>
      (await listener(deliveries)).map((verdict) =>
        verdict.kind === 'retry' ? { ...verdict, afterMs: 1 } : verdict,
      ),
    );
  }
}

class WholeBatchRetried extends TransportDecorator {
  override consume(subscription: Subscription, listener: BatchListener): Promise<Consumption> {
    return super.consume(subscription, async (deliveries) => {
      // A failed batch is not taken apart: nothing of it is handled, all of it goes to the ladder.
      const [afterMs] = subscription.retryWaitsMs;
      const isBad = deliveries.some(({ event }) => event?.key === 'item-13');
      return isBad
        ? deliveries.map(() => ({ kind: 'retry', afterMs: afterMs!, error: 'the batch failed' }))
        : listener(deliveries);
    });
  }
}

class CloseWithoutWaiting extends TransportDecorator {
  override async consume(subscription: Subscription, listener: BatchListener): Promise<Consumption> {
    const consumption = await super.consume(subscription, listener);
    return {
      stop: async () => {
        void consumption.stop();
      },
    };
  }

  override async close(): Promise<void> {
    void this.inner.close();
  }
}

class AnyReplicaConsumes extends TransportDecorator {
  override consume(subscription: Subscription, listener: BatchListener): Promise<Consumption> {
    return super.consume({ ...subscription, competing: true }, listener);
  }
}

export const consumingDefects: readonly Defect[] = [
  {
    name: 'a message is acknowledged before the commit',
    wrapTransport: (transport) => new AckBeforeCommit(transport),
    caughtBy: ['when a consumer dies before its commit'],
  },
  {
    name: 'a failed message is acknowledged',
    wrapTransport: (transport) => new FailureAcknowledged(transport),
    caughtBy: ['after each wait of the ladder'],
  },
  {
    name: 'a retry has a new id',
    wrapTransport: (transport) => new RetryUnderNewId(transport),
    caughtBy: ['after each wait of the ladder'],
  },
  {
    name: 'a retry does not wait',
    wrapTransport: (transport) => new RetryAtOnce(transport),
    caughtBy: ['after each wait of the ladder'],
  },
  {
    name: 'a batch with a bad message goes to the ladder as a whole',
    wrapTransport: (transport) => new WholeBatchRetried(transport),
    caughtBy: ['a batch with one bad event'],
  },
  {
    name: 'closing does not wait for the batch in hand',
    wrapTransport: (transport) => new CloseWithoutWaiting(transport),
    caughtBy: ['a consumer that closes finishes the batch'],
  },
  {
    name: 'replicas consume one queue at the same time',
    wrapTransport: (transport) => new AnyReplicaConsumes(transport),
    caughtBy: ['with two replicas of a consumer'],
    needsBroker: true,
  },
];
