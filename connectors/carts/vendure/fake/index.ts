export * from './server';
export { FakeShop, SHIPPING_METHODS, type FakeShopOptions, type PlaceOrder } from './shop';
export type { FakeFault } from './faults';
export { fictionalBuyer } from './buyers';
export type * from './model';
