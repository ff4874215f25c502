export { startTrytonFake, type TrytonFake, type TrytonFakeOptions } from './server';
export {
  FakeWarehouse,
  type TrytonFakeParcel,
  type TrytonFakeProduct,
  type TrytonFakeShipment,
} from './warehouse';
export type { TrytonFakeFault } from './faults';
export type { TrytonFakeData } from './tables';
