import { Loaded } from '../ui/loaded';
import { Stack, Text } from '@mantine/core';
import { Parcel } from './parcel';
import { useShipments } from './order.queries';

/** Every parcel that the warehouse sent for an order, and what the store knows of it. */
export function Shipments({ orderId }: { orderId: string }) {
  const shipments = useShipments(orderId);
  return (
    <Loaded query={shipments}>
      {(all) =>
        all.length === 0 ? (
          <Text c="dimmed">Nothing was shipped yet.</Text>
        ) : (
          <Stack>
            {all.flatMap((shipment) =>
              shipment.packages.map((parcel) => (
                <Parcel key={parcel.id} parcel={parcel} shipment={shipment} />
              )),
            )}
          </Stack>
        )
      }
    </Loaded>
  );
}
