import type { ConnectorContext, PushItem, PushStream } from '@crossdock/connector-sdk';
import type { DomainEvent } from '@crossdock/domain';
import type { Verdict } from './intent';

/** One kind of write: how a request becomes the connector's item, and how its verdicts are told. */
export interface IntentKind<Payload = unknown, Item extends PushItem = PushItem, Receipt = unknown> {
  /** Such as `shipment`; part of the journal's key. */
  readonly kind: string;
  /** Kinds of one stream share its lease, and their groups. */
  readonly stream: string;
  /** Only the newest value of a key counts: an older one that still waits is dropped. */
  readonly latestWins: boolean;
  pushStream(connector: string): PushStream<ConnectorContext, Item, Receipt>;
  /**
   * The connector's item; its key is the intent's.
   * @throws ProblemError when the payload cannot be used
   */
  item(payload: Payload): Item;
  events(verdicts: readonly Verdict<Payload, Receipt>[], at: Date): DomainEvent[];
}

/** Injection token of the gateway's {@link IntentKind}s. */
export const INTENT_KINDS = Symbol('IntentKinds');
