import { Text } from '@mantine/core';
import type { OrderDetail } from './order.queries';

type Recipient = NonNullable<OrderDetail['recipient']>;

export function OrderRecipient({ recipient }: { recipient: Recipient }) {
  return (
    <Text component="address" size="sm" fs="normal" style={{ whiteSpace: 'pre-line' }}>
      {addressLines(recipient).join('\n')}
    </Text>
  );
}

function addressLines(to: Recipient): string[] {
  const place = [to.postalCode, to.city, to.region].filter(Boolean).join(' ');
  const lines = [to.name, to.company, ...to.street, place, to.country, to.phone, to.email];
  return lines.filter((line): line is string => Boolean(line));
}
