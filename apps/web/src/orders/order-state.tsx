import { Badge, type MantineColor } from '@mantine/core';
import type { OrderState } from './orders.queries';

export const STATE_WORDS: Record<OrderState, string> = {
  new: 'New',
  held: 'Held',
  sending: 'Sending',
  at_wms: 'At warehouse',
  partially_shipped: 'Partially shipped',
  shipped: 'Shipped',
  confirmed: 'Confirmed',
  canceled: 'Canceled',
  error: 'Error',
};

const COLORS: Record<OrderState, MantineColor> = {
  new: 'blue',
  held: 'orange',
  sending: 'blue',
  at_wms: 'cyan',
  partially_shipped: 'teal',
  shipped: 'teal',
  confirmed: 'green',
  canceled: 'gray',
  error: 'red',
};

export const ORDER_STATES = Object.keys(STATE_WORDS) as OrderState[];

export function OrderStateBadge({ state }: { state: OrderState }) {
  return (
    <Badge variant="light" color={COLORS[state]} tt="none">
      {STATE_WORDS[state]}
    </Badge>
  );
}
