import { Badge, Group, Stack, Text } from '@mantine/core';
import { When } from '../ui/when';
import type { Package, Shipment } from './order.queries';
import { ParcelUpload } from './parcel-upload';

export function Parcel({ parcel, shipment }: { parcel: Package; shipment: Shipment }) {
  const withdrawn = !parcel.active || shipment.status === 'voided';
  return (
    <Stack gap={4}>
      <Group gap="xs">
        <Text fw={600} ff="monospace">
          {parcel.trackingNumber ?? 'No tracking number'}
        </Text>
        <Text size="sm">{[parcel.carrier, parcel.service].filter(Boolean).join(', ')}</Text>
        {withdrawn && <Badge color="gray">Withdrawn</Badge>}
        <Text size="sm" c="dimmed">
          <When at={shipment.shippedAt} />
        </Text>
      </Group>
      <Text size="sm">{parcel.lines.map(({ sku, quantity }) => `${quantity} × ${sku}`).join(', ')}</Text>
      {parcel.uploads.map((upload) => (
        <ParcelUpload key={upload.id} upload={upload} />
      ))}
    </Stack>
  );
}
