import { toVerdict } from './cancellations.map';
import type { ShipmentState } from './wire';

const shipment = (number: string, state: ShipmentState) => ({ id: 1, number, reference: 'CD1', state });

describe('the verdict on a cancellation', () => {
  it.each([
    ['no shipment', [], { verdict: 'absent', detail: null }],
    ['cancelled', [shipment('7', 'cancelled')], { verdict: 'canceled', detail: null }],
    ['left', [shipment('7', 'done')], { verdict: 'refused', detail: 'shipment 7 has left' }],
    [
      'split, half left',
      [shipment('7', 'done'), shipment('8', 'waiting')],
      { verdict: 'refused', detail: 'shipment 7 has left, shipment 8 is waiting' },
    ],
    [
      'split, half cancelled',
      [shipment('7', 'cancelled'), shipment('8', 'picked')],
      { verdict: 'refused', detail: 'shipment 8 is picked' },
    ],
  ] as const)('follows from the state of all shipments of the order: %s', (_, shipments, verdict) => {
    expect(toVerdict(shipments)).toEqual(verdict);
  });
});
