import { Menu, UnstyledButton, useMantineColorScheme } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { answered, api, session } from '../api/client';

const NEXT_SCHEME = { light: 'dark', dark: 'auto', auto: 'light' } as const;
const SCHEME_WORDS = { light: 'light', dark: 'dark', auto: 'as the system' } as const;

export function AccountMenu() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const { data } = useQuery({
    queryKey: ['account'],
    queryFn: () => answered(api.GET('/api/v1/accounts/me')),
    refetchInterval: false,
  });
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <UnstyledButton fz="sm" maw={200} style={{ overflow: 'hidden', textOverflow: 'ellipsis' }}>
          {data?.name ?? 'Account'} ▾
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{data?.user.email}</Menu.Label>
        <Menu.Item closeMenuOnClick={false} onClick={() => setColorScheme(NEXT_SCHEME[colorScheme])}>
          Colours: {SCHEME_WORDS[colorScheme]}
        </Menu.Item>
        <Menu.Item onClick={() => void session.logOut()}>Sign out</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
