import { Group, Stack, Title } from '@mantine/core';
import { useEffect, type ReactNode } from 'react';

interface Props {
  title: string;
  /** Beside the title: buttons, a state. */
  actions?: ReactNode;
  children: ReactNode;
}

/** One page: its title (also of the browser's tab), what can be done on it, and its content. */
export function Page({ title, actions, children }: Props) {
  useEffect(() => {
    document.title = `${title} · Crossdock`;
  }, [title]);
  return (
    <Stack>
      <Group justify="space-between" gap="sm">
        <Title order={1} size="h2">
          {title}
        </Title>
        {actions && <Group gap="xs">{actions}</Group>}
      </Group>
      {children}
    </Stack>
  );
}
