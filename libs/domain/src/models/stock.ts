import { z } from 'zod';

/** Stock of one SKU in one warehouse, as the warehouse reports it. */
export const stockLevel = z.object({
  sku: z.string().min(1),
  /** The warehouse's own code of the location. */
  warehouse: z.string().min(1),
  onHand: z.int(),
  /** What can be promised: the warehouse's own figure, may be negative. */
  available: z.int(),
});
export type StockLevel = z.infer<typeof stockLevel>;
