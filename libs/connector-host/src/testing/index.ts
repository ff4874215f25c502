export { eventually } from './eventually';
export { dropReply, gate, refuse, type Fault } from './faults';
export { startTestGateway, type GatewayTestApp } from './test-gateway';
export { TestVendor } from './test-vendor';
