import type { EventTransport } from '../../transport/event-transport';

/** What the suite needs of a transport beside the port itself. One lab per case. */
export interface TransportLab {
  /** The transport as a service that is starting gets it. */
  connect(service: string): Promise<EventTransport>;
  /** Called when the first services have subscribed; later ones join a running system. */
  open(): void;
  /** What a sudden death of this service does to the outside: connections break, nothing is said to anybody. */
  cut(service: string): void;
  /** Present when there is a broker: ways to look at it and to hurt it. */
  readonly broker: BrokerAccess | null;
  /** Removes whatever the case left behind; every service is closed by then. */
  close(): Promise<void>;
}

export interface BrokerAccess {
  deleteQueue(queue: string): Promise<void>;
  /** Messages that wait in a queue, without those that a consumer holds. */
  depth(queue: string): Promise<number>;
  /** Puts a message into a queue, past every exchange. */
  send(queue: string, content: string, headers?: Record<string, unknown>): Promise<void>;
  /** The name of the queue for what the broker gave up on. */
  deadQueue(queue: string): string;
}

/** A kind of transport under test. */
export interface LabFactory {
  readonly hasBroker: boolean;
  create(): Promise<TransportLab>;
}
