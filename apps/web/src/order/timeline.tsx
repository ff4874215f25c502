import { Text, Timeline as Line } from '@mantine/core';
import { Loaded } from '../ui/loaded';
import { MoreButton } from '../ui/more-button';
import { When } from '../ui/when';
import { useTimeline } from './order.queries';

/** Everything that happened to an order. */
export function Timeline({ orderId }: { orderId: string }) {
  const timeline = useTimeline(orderId);
  return (
    <Loaded query={timeline}>
      {({ pages }) => (
        <>
          <Line bulletSize={12} lineWidth={2}>
            {pages
              .flatMap(({ items }) => items)
              .map(({ id, at, message }) => (
                <Line.Item key={id}>
                  <Text size="sm">{message}</Text>
                  <Text size="xs" c="dimmed">
                    <When at={at} />
                  </Text>
                </Line.Item>
              ))}
          </Line>
          <MoreButton query={timeline} />
        </>
      )}
    </Loaded>
  );
}
