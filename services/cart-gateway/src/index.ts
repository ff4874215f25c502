export { CartGatewayModule, type CartGatewayRuntime } from './cart-gateway.module';
export type { CartGatewayOptions } from './cart-gateway-options';
export { migrations } from './migrations';
