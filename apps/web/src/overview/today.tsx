import { Group, Text } from '@mantine/core';
import { useState } from 'react';
import type { Merchant } from '../merchants/merchants.queries';
import { dayOf, useProof } from '../proof/proof.queries';
import { equationInWords } from '../proof/proof-words';
import { VerdictBadge } from '../proof/verdict-badge';
import { DataTable, type Column } from '../ui/data-table';
import { ButtonLink, TextLink } from '../ui/links';
import { MoreButton } from '../ui/more-button';
import { explain } from '../api/problem';

const AT_ONCE = 20;

const COLUMNS: Column<Merchant>[] = [
  {
    title: 'Merchant',
    cell: ({ id, name }) => (
      <TextLink to="/orders" search={{ merchantId: id }}>
        {name}
      </TextLink>
    ),
  },
  { title: 'Books', cell: ({ id }) => <ProofLine merchantId={id} /> },
  {
    title: '',
    align: 'right',
    cell: ({ id }) => (
      <ButtonLink variant="subtle" size="compact-sm" to="/connections" search={{ merchantId: id }}>
        Connections
      </ButtonLink>
    ),
  },
];

/** How the books of each merchant stand for today's orders. */
export function Today({ merchants }: { merchants: Merchant[] }) {
  const [shown, setShown] = useState(AT_ONCE);
  const more = {
    hasNextPage: merchants.length > shown,
    isFetchingNextPage: false,
    fetchNextPage: () => Promise.resolve(setShown(shown + AT_ONCE)),
  };
  return (
    <>
      <DataTable
        label="Today"
        columns={COLUMNS}
        rows={merchants.slice(0, shown)}
        rowKey={({ id }) => id}
        empty="No merchants yet."
      />
      <MoreButton query={more} />
    </>
  );
}

function ProofLine({ merchantId }: { merchantId: string }) {
  const { data, error } = useProof(merchantId, dayOf(new Date()));
  if (!data) {
    return (
      <Text size="sm" c="dimmed">
        {error ? explain(error).detail : '…'}
      </Text>
    );
  }
  return (
    <Group gap="xs">
      <TextLink to="/proof" search={{ merchantId }}>
        {equationInWords(data)}
      </TextLink>
      <VerdictBadge proof={data} />
    </Group>
  );
}
