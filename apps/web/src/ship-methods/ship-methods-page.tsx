import { Text } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import { useConnections } from '../connections/connections.queries';
import { MerchantFilter } from '../merchants/merchant-filter';
import { Loaded } from '../ui/loaded';
import { Page } from '../ui/page';
import { Section } from '../ui/section';
import { ShipMethodList } from './ship-method-list';

const route = getRouteApi('/ship-methods');

/** What the warehouse calls each shipping method of the stores. */
export function ShipMethodsPage() {
  const { merchantId } = route.useSearch();
  const navigate = route.useNavigate();
  const stores = useConnections('cart', merchantId);
  return (
    <Page title="Ship methods">
      <Text size="sm" c="dimmed">
        Methods appear here when orders carry them. Orders whose method is not mapped wait; they go out by
        themselves when it is.
      </Text>
      <MerchantFilter
        value={merchantId}
        onChange={(id) => void navigate({ search: id ? { merchantId: id } : {}, replace: true })}
      />
      <Loaded query={stores}>
        {(all) =>
          all.length === 0 ? (
            <Text c="dimmed">No store is connected yet.</Text>
          ) : (
            all.map(({ id, name }) => (
              <Section key={id} title={name}>
                <ShipMethodList cartConnectionId={id} />
              </Section>
            ))
          )
        }
      </Loaded>
    </Page>
  );
}
