import type { CartConnector } from '@crossdock/connector-sdk';
import { vendure } from './vendure';

/** Every cart connector that a cart gateway can host. */
export const cartConnectors: readonly CartConnector[] = [vendure];
