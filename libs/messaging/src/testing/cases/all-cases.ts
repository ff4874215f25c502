import type { TransportCase } from '../suite/transport-case';
import { brokerCases } from './broker.cases';
import { closingCases } from './closing.cases';
import { crashCases } from './crash.cases';
import { deliveryCases } from './delivery.cases';
import { failureCases } from './failure.cases';
import { orderCases } from './order.cases';

export const allCases: readonly TransportCase[] = [
  ...deliveryCases,
  ...orderCases,
  ...failureCases,
  ...crashCases,
  ...closingCases,
  ...brokerCases,
];
