import { Group, Stack, Title } from '@mantine/core';
import { useEffect, type ReactNode } from 'react';

interface Props {
  title: string;
  /** Right of the title, such as a state. */
  badge?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
}

/** One page: its title (also of the browser's tab), what can be done on it, and its content. */
export function Page({ title, badge, actions, children }: Props) {
  useEffect(() => {
    document.title = `${title} · Crossdock`;
  }, [title]);
  return (
    <Stack>
      <Group justify="space-between" gap="sm">
        <Group gap="sm">
          <Title order={1} size="h2">
            {title}
          </Title>
          {badge}
        </Group>
        {actions && <Group gap="xs">{actions}</Group>}
      </Group>
      {children}
    </Stack>
  );
}
