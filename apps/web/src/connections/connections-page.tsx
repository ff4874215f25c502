import { getRouteApi } from '@tanstack/react-router';
import { MerchantFilter } from '../merchants/merchant-filter';
import { ButtonLink } from '../ui/links';
import { Page } from '../ui/page';
import { Section } from '../ui/section';
import { ConnectionsTable } from './connections-table';

const route = getRouteApi('/connections');

/** Stores and warehouses. */
export function ConnectionsPage() {
  const { merchantId } = route.useSearch();
  const navigate = route.useNavigate();
  const chosen = merchantId ? { merchantId } : {};
  return (
    <Page title="Connections">
      <MerchantFilter
        value={merchantId}
        onChange={(id) => void navigate({ search: id ? { merchantId: id } : {}, replace: true })}
      />
      <Section
        title="Stores"
        actions={
          <ButtonLink to="/connections/new" search={{ kind: 'cart', ...chosen }}>
            Connect a store
          </ButtonLink>
        }
      >
        <ConnectionsTable kind="cart" {...chosen} />
      </Section>
      <Section
        title="Warehouses"
        actions={
          <ButtonLink to="/connections/new" search={{ kind: 'wms', ...chosen }}>
            Connect a warehouse
          </ButtonLink>
        }
      >
        <ConnectionsTable kind="wms" {...chosen} />
      </Section>
    </Page>
  );
}
