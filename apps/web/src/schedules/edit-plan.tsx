import { Button, Group, Modal, NumberInput, Radio, Select, Stack, TagsInput } from '@mantine/core';
import { useState } from 'react';
import { Problem } from '../ui/problem';
import { CAN_BE_AUTOMATIC, FUNCTION_WORDS, type Plan } from './plan-words';
import { planFields, planOf, type PlanFields } from './plan-fields';
import { useSetPlan, type Schedule } from './schedules.queries';

interface Props {
  schedule: Schedule;
  opened: boolean;
  onClose: () => void;
}

export function EditPlan({ schedule, opened, onClose }: Props) {
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={`When does ${FUNCTION_WORDS[schedule.function].toLowerCase()} run?`}
    >
      <PlanForm schedule={schedule} onClose={onClose} />
    </Modal>
  );
}

const TIME_ZONES = ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')];
const OWN_ZONE = Intl.DateTimeFormat().resolvedOptions().timeZone;

function PlanForm({ schedule, onClose }: Omit<Props, 'opened'>) {
  const [fields, setFields] = useState(() => planFields(schedule.plan, OWN_ZONE));
  const save = useSetPlan(schedule.targetId, schedule.function, onClose);
  const set = (change: Partial<PlanFields>) => setFields((before) => ({ ...before, ...change }));
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate(planOf(fields));
      }}
    >
      <Stack>
        <Radio.Group
          aria-label="Kind of schedule"
          value={fields.kind}
          onChange={(kind) => set({ kind: kind as Plan['kind'] })}
        >
          <Stack gap="xs">
            <Radio value="interval" label="Every so often" />
            <Radio value="daily" label="Daily at fixed times" />
            {CAN_BE_AUTOMATIC.includes(schedule.function) && (
              <Radio value="automatic" label="Automatic" description="At once, when there is work" />
            )}
            <Radio value="off" label="Off" description="Only when somebody presses Run now" />
          </Stack>
        </Radio.Group>
        {fields.kind === 'interval' && (
          <Group align="end">
            <NumberInput
              label="Every"
              min={1}
              w={100}
              value={fields.every}
              onChange={(every) => set({ every: Number(every) })}
            />
            <Select
              label="Unit"
              w={140}
              allowDeselect={false}
              data={
                schedule.plan.kind === 'interval'
                  ? [...new Set(['minutes', schedule.plan.unit])]
                  : ['minutes']
              }
              value={fields.unit}
              onChange={(unit) => set({ unit: unit === 'seconds' ? 'seconds' : 'minutes' })}
            />
          </Group>
        )}
        {fields.kind === 'daily' && (
          <>
            <TagsInput
              label="Times"
              description='Such as "02:30"; press Enter after each.'
              acceptValueOnBlur
              value={fields.times}
              onChange={(times) => set({ times })}
            />
            <Select
              label="Time zone"
              searchable
              allowDeselect={false}
              data={TIME_ZONES}
              limit={100}
              value={fields.timeZone}
              onChange={(timeZone) => set({ timeZone: timeZone ?? 'UTC' })}
            />
          </>
        )}
        <Problem error={save.error} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={save.isPending}>
            Save
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
