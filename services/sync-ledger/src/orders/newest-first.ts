import type { SelectQueryBuilder } from 'typeorm';
import { z } from 'zod';

/** Position in a list that is sorted by when orders were placed, newest first. */
export const zPosition = z.tuple([z.iso.datetime(), z.uuid()]);
type Position = z.output<typeof zPosition>;

interface Placed {
  id: string;
  placedAt: Date;
}

export function positionOf({ id, placedAt }: Placed): Position {
  return [placedAt.toISOString(), id];
}

/** Sorts the entity with alias `o` and goes on after a position, as the indexes of the lists have it. */
export function newestFirst<E extends Placed>(
  query: SelectQueryBuilder<E>,
  after: Position | null,
  limit: number,
): SelectQueryBuilder<E> {
  if (after) {
    query.andWhere('(o.placedAt, o.id) < (:afterPlaced, :afterId)', {
      afterPlaced: after[0],
      afterId: after[1],
    });
  }
  return query.orderBy('o.placedAt', 'DESC').addOrderBy('o.id', 'DESC').limit(limit);
}
