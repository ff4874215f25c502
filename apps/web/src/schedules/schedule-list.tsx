import { Text } from '@mantine/core';
import { DataTable, type Column } from '../ui/data-table';
import { Loaded } from '../ui/loaded';
import { When } from '../ui/when';
import { FUNCTION_MEANING, FUNCTION_WORDS, FUNCTIONS, planInWords } from './plan-words';
import { RunOutcome } from './run-outcome';
import { ScheduleActions } from './schedule-actions';
import { useSchedules, type Schedule } from './schedules.queries';

const COLUMNS: Column<Schedule>[] = [
  {
    title: 'Function',
    cell: ({ function: fn }) => (
      <>
        {FUNCTION_WORDS[fn]}
        <Text size="xs" c="dimmed">
          {FUNCTION_MEANING[fn]}
        </Text>
      </>
    ),
  },
  { title: 'Runs', cell: ({ plan }) => planInWords(plan) },
  {
    title: 'Next',
    cell: ({ paused, blocked, activeRunId, nextRunAt, retryAt }) => {
      if (blocked) return blocked.detail;
      if (activeRunId) return 'running';
      if (paused) return 'paused';
      return <When at={retryAt ?? nextRunAt} />;
    },
  },
  { title: 'Last', cell: ({ lastRun }) => (lastRun ? <RunOutcome run={lastRun} /> : '–') },
  { title: '', cell: (schedule) => <ScheduleActions schedule={schedule} /> },
];

/** The functions of a connection or a merchant: when they run, and what they did last. */
export function ScheduleList({ targetId }: { targetId: string }) {
  const schedules = useSchedules({ targetId });
  return (
    <Loaded query={schedules}>
      {(rows) => (
        <DataTable
          label="Schedules"
          columns={COLUMNS}
          rows={[...rows].sort((a, b) => FUNCTIONS.indexOf(a.function) - FUNCTIONS.indexOf(b.function))}
          rowKey={({ function: fn }) => fn}
          empty="Nothing is scheduled yet."
        />
      )}
    </Loaded>
  );
}
