import { Text } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import { useConnections } from '../connections/connections.queries';
import { MerchantFilter } from '../merchants/merchant-filter';
import { useMerchants } from '../merchants/merchants.queries';
import { Loaded } from '../ui/loaded';
import { Page } from '../ui/page';
import { Section } from '../ui/section';
import { ScheduleList } from './schedule-list';

const route = getRouteApi('/schedules');

/** The functions of one merchant and of its stores. */
export function SchedulesPage() {
  const { merchantId: chosen } = route.useSearch();
  const navigate = route.useNavigate();
  const merchants = useMerchants();
  return (
    <Page title="Schedules">
      <Loaded query={merchants}>
        {(all) => {
          const merchant = all.find(({ id }) => id === chosen) ?? all[0];
          if (!merchant) return <Text c="dimmed">Add a merchant on the overview first.</Text>;
          return (
            <>
              <MerchantFilter
                value={merchant.id}
                required
                onChange={(id) => void navigate({ search: id ? { merchantId: id } : {}, replace: true })}
              />
              <Section title={`${merchant.name}: warehouse`}>
                <ScheduleList targetId={merchant.id} />
              </Section>
              <StoreSchedules merchantId={merchant.id} />
            </>
          );
        }}
      </Loaded>
    </Page>
  );
}

function StoreSchedules({ merchantId }: { merchantId: string }) {
  const { data: stores = [] } = useConnections('cart', merchantId);
  return stores.map(({ id, name }) => (
    <Section key={id} title={name}>
      <ScheduleList targetId={id} />
    </Section>
  ));
}
