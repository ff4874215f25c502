import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { answered, api } from '../api/client';
import { AddMerchant } from '../merchants/add-merchant';
import { useMerchants } from '../merchants/merchants.queries';
import { Loaded } from '../ui/loaded';
import { Page } from '../ui/page';
import { Section } from '../ui/section';
import { Alerts } from './alerts';
import { LastRuns } from './last-runs';
import { Today } from './today';

export function OverviewPage() {
  const merchants = useMerchants();
  const account = useQuery({
    queryKey: ['account'],
    queryFn: () => answered(api.GET('/api/v1/accounts/me')),
    refetchInterval: false,
  });
  return (
    <Page title="Overview" actions={account.data?.kind === 'fulfillment' && <AddMerchant />}>
      <Loaded query={merchants}>
        {(all) =>
          all.length === 0 ? (
            <Text>Add a merchant to begin; then connect its warehouse and its stores.</Text>
          ) : (
            <>
              <Section title="Today">
                <Today merchants={all} />
              </Section>
              <Section title="Needs attention">
                <Alerts />
              </Section>
              <Section title="Last runs">
                <LastRuns />
              </Section>
            </>
          )
        }
      </Loaded>
    </Page>
  );
}
