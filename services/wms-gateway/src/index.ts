export { migrations } from './migrations';
export { WmsGatewayModule, type WmsGatewayRuntime } from './wms-gateway.module';
