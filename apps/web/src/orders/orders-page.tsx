import { Group, Select, Tabs, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { getRouteApi } from '@tanstack/react-router';
import { MerchantFilter } from '../merchants/merchant-filter';
import { Page } from '../ui/page';
import { ORDER_STATES, STATE_WORDS } from './order-state';
import type { OrderState } from './orders.queries';
import { OrdersTable } from './orders-table';
import { SkippedOrdersTable } from './skipped-orders-table';

export interface OrdersSearch {
  merchantId?: string;
  state?: OrderState;
  number?: string;
  skipped?: true;
}

const route = getRouteApi('/orders');
const STATES = ORDER_STATES.map((value) => ({ value, label: STATE_WORDS[value] }));

export function OrdersPage() {
  const { skipped, state, ...both } = route.useSearch();
  const filter = { ...both, ...(state && { state }) };
  const navigate = route.useNavigate();
  const set = (change: { [K in keyof OrdersSearch]: OrdersSearch[K] | undefined }) =>
    void navigate({ search: (before) => withoutUndefined({ ...before, ...change }), replace: true });
  const setNumber = useDebouncedCallback(
    (number: string) => set({ number: number.trim() || undefined }),
    300,
  );
  return (
    <Page title="Orders">
      <Group align="end" gap="sm">
        <MerchantFilter value={filter.merchantId} onChange={(merchantId) => set({ merchantId })} />
        {!skipped && (
          <Select
            label="State"
            placeholder="All"
            clearable
            data={STATES}
            value={filter.state ?? null}
            onChange={(state) => set({ state: (state as OrderState | null) ?? undefined })}
          />
        )}
        <TextInput
          label="Number"
          type="search"
          defaultValue={filter.number ?? ''}
          onChange={(event) => setNumber(event.currentTarget.value)}
        />
      </Group>
      <Tabs
        keepMounted={false}
        value={skipped ? 'skipped' : 'loaded'}
        onChange={(tab) => set({ skipped: tab === 'skipped' ? true : undefined })}
      >
        <Tabs.List mb="sm">
          <Tabs.Tab value="loaded">Orders</Tabs.Tab>
          <Tabs.Tab value="skipped">Skipped</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="loaded">
          <OrdersTable filter={filter} />
        </Tabs.Panel>
        <Tabs.Panel value="skipped">
          <SkippedOrdersTable filter={both} />
        </Tabs.Panel>
      </Tabs>
    </Page>
  );
}

function withoutUndefined(search: { [K in keyof OrdersSearch]: OrdersSearch[K] | undefined }): OrdersSearch {
  return Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined));
}
