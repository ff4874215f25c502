/** A merchant of the demo: one shop, one warehouse, a few products. All of it is invented. */
export interface DemoMerchant {
  key: string;
  name: string;
  /** What the shop's order numbers begin with. */
  codePrefix: string;
  /** Code of the warehouse in the demo's Tryton. */
  warehouseCode: string;
  products: { sku: string; name: string; /** Minor units. */ price: number; stock: number }[];
}

export const DEMO_MERCHANTS: readonly DemoMerchant[] = [
  {
    key: 'harbor',
    name: 'Harbor Coffee',
    codePrefix: 'HC',
    warehouseCode: 'HARBOR',
    products: [
      { sku: 'HC-ESPRESSO-1KG', name: 'Espresso beans, 1 kg', price: 2490, stock: 5000 },
      { sku: 'HC-FILTER-500', name: 'Filter roast, 500 g', price: 1450, stock: 4000 },
      { sku: 'HC-MUG-BLUE', name: 'Mug, blue', price: 1200, stock: 3000 },
      { sku: 'HC-GRINDER', name: 'Hand grinder', price: 6900, stock: 2000 },
    ],
  },
  {
    key: 'alpine',
    name: 'Alpine Trail',
    codePrefix: 'AT',
    warehouseCode: 'ALPINE',
    products: [
      { sku: 'AT-SOCK-M', name: 'Hiking socks, M', price: 1690, stock: 6000 },
      { sku: 'AT-SOCK-L', name: 'Hiking socks, L', price: 1690, stock: 6000 },
      { sku: 'AT-BOTTLE-07', name: 'Steel bottle, 0.7 l', price: 2990, stock: 3000 },
      { sku: 'AT-PACK-28', name: 'Daypack, 28 l', price: 8900, stock: 1500 },
    ],
  },
];
