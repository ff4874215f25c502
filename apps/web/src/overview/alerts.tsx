import { Alert as Box, Badge, Group, Stack, Text } from '@mantine/core';
import { useMerchantName } from '../merchants/merchants.queries';
import { Loaded } from '../ui/loaded';
import { MoreButton } from '../ui/more-button';
import { When } from '../ui/when';
import { AlertLink } from './alert-link';
import { useOpenAlerts, type Alert } from './overview.queries';

/** Everything that waits for somebody, each cause once, with what to do about it. */
export function Alerts() {
  const alerts = useOpenAlerts();
  return (
    <Loaded query={alerts}>
      {({ pages }) => {
        const open = pages.flatMap(({ items }) => items);
        if (open.length === 0) return <Text c="dimmed">Nothing waits for you.</Text>;
        return (
          <>
            <Stack gap="sm" role="list" aria-label="Alerts">
              {open.map((alert) => (
                <OneAlert key={alert.id} alert={alert} />
              ))}
            </Stack>
            <MoreButton query={alerts} />
          </>
        );
      }}
    </Loaded>
  );
}

function OneAlert({ alert }: { alert: Alert }) {
  const merchantName = useMerchantName();
  const { title, detail, fix, items, lastAt, merchantId } = alert;
  return (
    <Box role="listitem" variant="outline" color="orange" title={title}>
      <Text size="sm">{detail}</Text>
      <Text size="sm" mt={4}>
        <b>What to do:</b> {fix}
      </Text>
      <Group gap="sm" mt={6}>
        <Text size="xs" c="dimmed">
          {merchantName(merchantId)}, <When at={lastAt} />
        </Text>
        {items > 1 && (
          <Badge variant="light" color="orange" tt="none">
            {items} affected
          </Badge>
        )}
        <AlertLink alert={alert} />
      </Group>
    </Box>
  );
}
