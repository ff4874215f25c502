import { Group, Stack, Text, TextInput } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import { MerchantFilter } from '../merchants/merchant-filter';
import { useMerchants } from '../merchants/merchants.queries';
import { Loaded } from '../ui/loaded';
import { Page } from '../ui/page';
import { Section } from '../ui/section';
import { dayOf, useProof } from './proof.queries';
import { ProofBooks } from './proof-books';
import { ProofStores } from './proof-stores';
import { UnexplainedTable } from './unexplained-table';
import { VerdictBadge } from './verdict-badge';

const route = getRouteApi('/proof');

/** The books of one merchant for one day. */
export function ProofPage() {
  const { merchantId: chosen, day = dayOf(new Date()) } = route.useSearch();
  const navigate = route.useNavigate();
  const merchants = useMerchants();
  return (
    <Page title="Proof">
      <Loaded query={merchants}>
        {(all) => {
          const merchant = all.find(({ id }) => id === chosen) ?? all[0];
          if (!merchant) return <Text c="dimmed">Add a merchant on the overview first.</Text>;
          return (
            <>
              <Group align="end" gap="sm">
                <MerchantFilter
                  value={merchant.id}
                  required
                  onChange={(id) =>
                    void navigate({ search: { day, ...(id && { merchantId: id }) }, replace: true })
                  }
                />
                <TextInput
                  label="Day (UTC)"
                  type="date"
                  required
                  withAsterisk={false}
                  max={dayOf(new Date())}
                  value={day}
                  onChange={({ currentTarget: { value } }) => {
                    if (value)
                      void navigate({ search: { merchantId: merchant.id, day: value }, replace: true });
                  }}
                />
              </Group>
              <Books merchantId={merchant.id} day={day} />
            </>
          );
        }}
      </Loaded>
    </Page>
  );
}

function Books({ merchantId, day }: { merchantId: string; day: string }) {
  const proof = useProof(merchantId, day);
  return (
    <Loaded query={proof}>
      {(books) => (
        <Stack>
          <Section title={`Orders placed on ${day}`} actions={<VerdictBadge proof={books} />}>
            <ProofBooks proof={books} />
          </Section>
          {books.unexplained.length > 0 && (
            <Section title="Unexplained">
              <UnexplainedTable rows={books.unexplained} />
            </Section>
          )}
          <Section title="Stores">
            <ProofStores connections={books.connections} />
          </Section>
        </Stack>
      )}
    </Loaded>
  );
}
