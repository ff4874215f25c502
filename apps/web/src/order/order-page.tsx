import { Alert, SimpleGrid, Stack } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import { OrderStateBadge } from '../orders/order-state';
import { Loaded } from '../ui/loaded';
import { Page } from '../ui/page';
import { Section } from '../ui/section';
import { OrderActions } from './order-actions';
import { OrderFacts } from './order-facts';
import { OrderLines } from './order-lines';
import { OrderRecipient } from './order-recipient';
import { Shipments } from './shipments';
import { Timeline } from './timeline';
import { useOrder } from './order.queries';

const route = getRouteApi('/orders/$id');

export function OrderPage() {
  const { id } = route.useParams();
  const query = useOrder(id);
  return (
    <Loaded query={query}>
      {(order) => (
        <Page title={`Order ${order.number}`} badge={<OrderStateBadge state={order.state} />}>
          {order.reasonDetail && (
            <Alert color={order.state === 'error' ? 'red' : 'orange'}>{order.reasonDetail}</Alert>
          )}
          {order.cancelState === 'requested' && (
            <Alert color="orange">
              The warehouse was asked to cancel this order and has not answered yet.
            </Alert>
          )}
          {order.cancelState === 'refused' && (
            <Alert color="red">The warehouse refused to cancel this order: it will ship.</Alert>
          )}
          <OrderActions order={order} />
          <SimpleGrid cols={{ base: 1, md: 2 }}>
            <Stack>
              <Section title="Details">
                <OrderFacts order={order} />
              </Section>
              {order.recipient && (
                <Section title="Ship to">
                  <OrderRecipient recipient={order.recipient} />
                </Section>
              )}
            </Stack>
            <Section title="Timeline">
              <Timeline orderId={id} />
            </Section>
          </SimpleGrid>
          <Section title="Lines">
            <OrderLines lines={order.lines} />
          </Section>
          <Section title="Shipments">
            <Shipments orderId={id} />
          </Section>
        </Page>
      )}
    </Loaded>
  );
}
