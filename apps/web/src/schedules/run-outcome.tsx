import { Badge, Group, Text, type MantineColor } from '@mantine/core';
import { When } from '../ui/when';
import { countsInWords } from './counts-words';
import type { Run } from './schedules.queries';

const COLORS: Record<NonNullable<Run['outcome']>, MantineColor> = {
  succeeded: 'green',
  partial: 'orange',
  failed: 'red',
};
const WORDS: Record<NonNullable<Run['outcome']>, string> = {
  succeeded: 'Done',
  partial: 'Partly done',
  failed: 'Failed',
};

/** How a run ended, when, and what it moved. */
export function RunOutcome({ run }: { run: Run }) {
  const { outcome, finishedAt, startedAt, counts, problem } = run;
  return (
    <>
      <Group gap="xs" wrap="nowrap">
        <Badge variant="light" tt="none" color={outcome ? COLORS[outcome] : 'blue'} style={{ flexShrink: 0 }}>
          {outcome ? WORDS[outcome] : 'Running'}
        </Badge>
        <Text size="sm">
          <When at={finishedAt ?? startedAt} />
        </Text>
      </Group>
      <Text size="xs" c="dimmed">
        {problem ? `${problem.message} ${problem.fix ?? ''}` : outcome && countsInWords(counts)}
      </Text>
    </>
  );
}
