import { Text } from '@mantine/core';
import { TextLink } from '../ui/links';
import { Page } from '../ui/page';

export function NotFound() {
  return (
    <Page title="Not found">
      <Text>
        There is nothing at this address. <TextLink to="/">Go to the overview</TextLink>
      </Text>
    </Page>
  );
}
