import { wmsShipment, type Problem, type WmsShipment } from '@crossdock/domain';

/** Shipments that fit the model, each once as it was last, and why one of the others does not. */
export function readShipments(items: readonly WmsShipment[]): {
  shipments: WmsShipment[];
  problem: Problem | null;
} {
  const byId = new Map<string, WmsShipment>();
  let problem: Problem | null = null;
  for (const item of items) {
    const parsed = wmsShipment.safeParse(item);
    if (parsed.success) byId.set(parsed.data.externalId, parsed.data);
    else problem ??= unreadable(String(item.externalId), parsed.error.issues[0]?.path.join('.') ?? '');
  }
  return { shipments: [...byId.values()], problem };
}

function unreadable(externalId: string, field: string): Problem {
  return {
    kind: 'unexpected',
    code: 'shipment-unreadable',
    message: `The shipment with id ${externalId} cannot be read: its field "${field}" is not as expected.`,
    fix: 'Correct the shipment at the warehouse. Shipments after it wait for that.',
  };
}
