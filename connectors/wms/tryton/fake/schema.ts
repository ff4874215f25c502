/** How one model's field leads to another's rows. */
export type Relation =
  { to: string; kind: 'one' } | { to: string; kind: 'many'; by: string; as?: 'reference' };

const one = (to: string): Relation => ({ to, kind: 'one' });
const many = (to: string, by: string): Relation => ({ to, kind: 'many', by });
/** The field holds `model,id`, for it may point at several models. */
const manyByReference = (to: string, by: string): Relation => ({ to, kind: 'many', by, as: 'reference' });

/** The models of Tryton that exist here, each with its relations; other fields are plain values. */
export const SCHEMA: Readonly<Record<string, Readonly<Record<string, Relation>>>> = {
  carrier: { party: one('party.party') },
  'company.company': { currency: one('currency.currency') },
  'country.country': { subdivisions: many('country.subdivision', 'country') },
  'country.subdivision': { country: one('country.country') },
  'currency.currency': {},
  'party.address': {
    party: one('party.party'),
    country: one('country.country'),
    subdivision: one('country.subdivision'),
  },
  'party.contact_mechanism': { party: one('party.party') },
  'party.party': {
    addresses: many('party.address', 'party'),
    contact_mechanisms: many('party.contact_mechanism', 'party'),
  },
  'product.product': {},
  'stock.location': {
    parent: one('stock.location'),
    output_location: one('stock.location'),
    storage_location: one('stock.location'),
  },
  'stock.move': {
    product: one('product.product'),
    from_location: one('stock.location'),
    to_location: one('stock.location'),
    package: one('stock.package'),
  },
  'stock.package': { parent: one('stock.package'), moves: many('stock.move', 'package') },
  'stock.shipment.out': {
    customer: one('party.party'),
    delivery_address: one('party.address'),
    warehouse: one('stock.location'),
    carrier: one('carrier'),
    outgoing_moves: manyByReference('stock.move', 'shipment'),
    packages: manyByReference('stock.package', 'shipment'),
  },
};
