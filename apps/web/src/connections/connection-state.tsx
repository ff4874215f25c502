import { Badge, type MantineColor } from '@mantine/core';
import type { Connection } from './connections.queries';

type State = Connection['state'];

const WORDS: Record<State, string> = {
  active: 'Active',
  paused: 'Paused',
  needs_reauth: 'Needs credentials',
  deleted: 'Deleted',
};
const COLORS: Record<State, MantineColor> = {
  active: 'green',
  paused: 'gray',
  needs_reauth: 'red',
  deleted: 'gray',
};

export function ConnectionStateBadge({ state }: { state: State }) {
  return (
    <Badge variant="light" color={COLORS[state]} tt="none">
      {WORDS[state]}
    </Badge>
  );
}
