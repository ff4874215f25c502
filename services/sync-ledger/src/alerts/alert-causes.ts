/** One thing that needs a person. Alerts of one kind and subject are one alert with several items. */
export interface RaisedAlert {
  readonly accountId: string;
  readonly merchantId: string;
  /** What kind of trouble, kebab-case. */
  readonly kind: string;
  /** What the cause is about: a connection id, a ship method's code. Unique within merchant and kind. */
  readonly subject: string;
  /** The same for every occurrence of the cause. */
  readonly title: string;
  /** What happened, in the vendor's own words where it said something. */
  readonly detail: string;
  /** What the reader can do about it. */
  readonly fix: string;
  /** What is affected: an order id, a SKU, a function. */
  readonly item: string;
}

/** Which items are settled. Without kind, subject or merchant every open alert that lists the item is meant. */
export interface ClearedItem {
  readonly merchantId?: string;
  readonly kind?: string;
  readonly subject?: string;
  readonly item: string;
}

export interface AlertCause extends Omit<RaisedAlert, 'item'> {
  readonly causeKey: string;
  readonly items: readonly string[];
}

/**
 * Groups by merchant and cause; the words of the last one stand. The causes come sorted, so that everybody locks
 * alerts in one order.
 */
export function groupByCause(alerts: readonly RaisedAlert[]): AlertCause[] {
  const causes = new Map<string, AlertCause>();
  for (const { item, ...cause } of alerts) {
    const causeKey = `${cause.kind}:${cause.subject}`;
    const key = `${cause.merchantId}|${causeKey}`;
    const items = new Set(causes.get(key)?.items).add(item);
    causes.set(key, { ...cause, causeKey, items: [...items] });
  }
  return [...causes].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, cause]) => cause);
}
