/** Flat JSON that says where reading goes on. Each stream declares its own schema for it. */
export type Cursor = Readonly<Record<string, string | number | boolean | null>>;

export interface PullRequest<C extends Cursor = Cursor> {
  cursor: C;
  /** Wanted number of items, at most. A connector may return fewer. */
  limit: number;
}

export interface PullPage<Item, C extends Cursor = Cursor> {
  items: Item[];
  /** Where the next call goes on. The host saves it in the transaction that saves the items. */
  next: C;
  /** True when more can be read at once. */
  more: boolean;
}
