import { Button, Group, Stack } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { Problem } from '../ui/problem';
import { EditPlan } from './edit-plan';
import { FUNCTION_WORDS } from './plan-words';
import { useScheduleAction, type Schedule } from './schedules.queries';

export function ScheduleActions({ schedule }: { schedule: Schedule }) {
  const [editing, { open, close }] = useDisclosure(false);
  const { mutate, isPending, error } = useScheduleAction(schedule);
  const words = FUNCTION_WORDS[schedule.function].toLowerCase();
  return (
    <Stack gap={4}>
      <Group gap={4} justify="flex-end" wrap="nowrap">
        <Button
          size="compact-sm"
          variant="light"
          loading={isPending}
          disabled={schedule.activeRunId !== null}
          onClick={() => mutate('run')}
          aria-label={`Run ${words} now`}
        >
          Run now
        </Button>
        <Button
          size="compact-sm"
          variant="default"
          onClick={() => mutate(schedule.paused ? 'resume' : 'pause')}
          aria-label={`${schedule.paused ? 'Resume' : 'Pause'} ${words}`}
        >
          {schedule.paused ? 'Resume' : 'Pause'}
        </Button>
        <Button size="compact-sm" variant="default" onClick={open} aria-label={`Edit when ${words} runs`}>
          Edit
        </Button>
      </Group>
      <Problem error={error} />
      <EditPlan schedule={schedule} opened={editing} onClose={close} />
    </Stack>
  );
}
