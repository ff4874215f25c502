import { Select, Stack } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { useMerchants } from '../merchants/merchants.queries';
import { Loaded } from '../ui/loaded';
import { Page } from '../ui/page';
import { Section } from '../ui/section';
import { useAddConnection, useConnectors, type ConnectionKind, type Connector } from './connections.queries';
import { ConnectionForm } from './connection-form';

export interface NewConnectionSearch {
  kind: ConnectionKind;
  merchantId?: string;
}

const route = getRouteApi('/connections/new');

export function NewConnectionPage() {
  const { kind } = route.useSearch();
  const connectors = useConnectors(kind);
  return (
    <Page title={kind === 'cart' ? 'Connect a store' : 'Connect a warehouse'}>
      <Loaded query={connectors}>{(all) => <NewConnection kind={kind} connectors={all} />}</Loaded>
    </Page>
  );
}

/** Asks whose it is and which system it is, then for what that system's connector needs. */
function NewConnection({ kind, connectors }: { kind: ConnectionKind; connectors: Connector[] }) {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const { data: merchants = [] } = useMerchants();
  const [chosenMerchant, setMerchant] = useState(search.merchantId ?? null);
  const [chosenConnector, setConnector] = useState<string | null>(null);
  const merchantId = chosenMerchant ?? (merchants.length === 1 ? merchants[0]?.id : null) ?? null;
  const only = connectors.length === 1 ? connectors[0] : undefined;
  const connector = connectors.find(({ id }) => id === chosenConnector) ?? only;
  const add = useAddConnection(
    kind,
    ({ id }) => void navigate({ to: '/connections/$kind/$id', params: { kind, id } }),
  );
  return (
    <Section title="What to connect">
      <Stack maw={560}>
        <Select
          label="Merchant"
          required
          searchable
          data={merchants.map(({ id, name }) => ({ value: id, label: name }))}
          value={merchantId}
          onChange={setMerchant}
        />
        <Select
          label="System"
          required
          searchable
          data={connectors.map(({ id, name }) => ({ value: id, label: name }))}
          value={connector?.id ?? null}
          onChange={setConnector}
        />
        {connector && merchantId && (
          <ConnectionForm
            key={connector.id}
            connector={connector}
            submit="Test and connect"
            error={add.error}
            pending={add.isPending}
            onSubmit={(entered) => add.mutate({ merchantId, connector: connector.id, ...entered })}
          />
        )}
      </Stack>
    </Section>
  );
}
