import { Alert, Text } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import { useMerchantName } from '../merchants/merchants.queries';
import { ScheduleList } from '../schedules/schedule-list';
import { Facts } from '../ui/facts';
import { Loaded } from '../ui/loaded';
import { Page } from '../ui/page';
import { Section } from '../ui/section';
import { fullTime } from '../ui/time';
import { ConnectionActions } from './connection-actions';
import { ConnectionStateBadge } from './connection-state';
import { EditConnection } from './edit-connection';
import { useConnection, useConnectors, type Connection, type ConnectionKind } from './connections.queries';

const route = getRouteApi('/connections/$kind/$id');

export function ConnectionPage() {
  const { kind, id } = route.useParams();
  const connection = useConnection(kind, id);
  return <Loaded query={connection}>{(found) => <OneConnection kind={kind} connection={found} />}</Loaded>;
}

function OneConnection({ kind, connection }: { kind: ConnectionKind; connection: Connection }) {
  const { data: connectors = [] } = useConnectors(kind);
  const merchantName = useMerchantName();
  const connector = connectors.find(({ id }) => id === connection.connector);
  const { name, state, problem, merchantId, identity, readSince } = connection;
  return (
    <Page title={name} badge={<ConnectionStateBadge state={state} />}>
      {problem && (
        <Alert color="red" title="This connection does not work">
          <Text size="sm">
            {problem.message} {problem.fix}
          </Text>
        </Alert>
      )}
      <ConnectionActions kind={kind} connection={connection} />
      <Section title="Details">
        <Facts
          items={[
            ['Merchant', merchantName(merchantId)],
            ['System', connector?.name ?? connection.connector],
            ['Address', identity],
            ['Reads since', fullTime(readSince)],
          ]}
        />
      </Section>
      <Section title="Schedules">
        <ScheduleList targetId={kind === 'cart' ? connection.id : merchantId} />
      </Section>
      {connector && <EditConnection kind={kind} connection={connection} connector={connector} />}
    </Page>
  );
}
