import { Facts } from '../ui/facts';
import { sumInWords } from './sum-words';
import type { Proof } from './proof.queries';

/** Each equation of the books on a line of its own. */
export function ProofBooks({ proof: { cart, loaded, atWarehouse, shipped, parcels } }: { proof: Proof }) {
  return (
    <Facts
      items={[
        ['In the stores', `${cart.orders} = ${cart.loaded} loaded + ${cart.skipped} skipped`],
        [
          'Loaded',
          sumInWords(loaded.total, {
            'at the warehouse': loaded.atWarehouse,
            'on the way': loaded.waiting,
            held: loaded.held,
            'in error': loaded.error,
            canceled: loaded.canceled,
          }),
        ],
        [
          'At the warehouse',
          sumInWords(atWarehouse.total, {
            shipped: atWarehouse.shipped,
            'partially shipped': atWarehouse.partiallyShipped,
            'not shipped yet': atWarehouse.notShipped,
          }),
        ],
        [
          'Shipped',
          sumInWords(shipped.total, {
            confirmed: shipped.confirmed,
            'to be confirmed': shipped.waitingForUpload,
          }),
        ],
        [
          'Parcels',
          sumInWords(parcels.total, {
            'known to the store': parcels.uploaded,
            waiting: parcels.waiting,
            'being told': parcels.requested,
            refused: parcels.refused,
          }),
        ],
      ]}
    />
  );
}
