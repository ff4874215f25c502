export { deliverEvents } from './deliver-events';
export { outboxEvents } from './outbox-events';
