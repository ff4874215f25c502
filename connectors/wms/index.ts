import type { WmsConnector } from '@crossdock/connector-sdk';
import { tryton } from './tryton';

/** Every warehouse connector that a WMS gateway can host. */
export const wmsConnectors: readonly WmsConnector[] = [tryton];
