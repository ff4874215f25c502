import { MenuLink } from '../ui/links';

const PLACES = [
  { to: '/', label: 'Overview' },
  { to: '/orders', label: 'Orders' },
  { to: '/connections', label: 'Connections' },
  { to: '/schedules', label: 'Schedules' },
  { to: '/ship-methods', label: 'Ship methods' },
  { to: '/proof', label: 'Proof' },
] as const;

export function Navigation({ onGo }: { onGo: () => void }) {
  return (
    <nav aria-label="Pages">
      {PLACES.map(({ to, label }) => (
        <MenuLink
          key={to}
          to={to}
          label={label}
          onClick={onGo}
          activeOptions={{ exact: to === '/', includeSearch: false }}
          activeProps={{ active: true }}
        />
      ))}
    </nav>
  );
}
