import { Button, Group, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { Problem } from '../ui/problem';
import { useSaveShipMethod, type ShipMethod } from './ship-methods.queries';

/** The warehouse's code of a method. Emptied and saved, the mapping is taken away. */
export function MapShipMethod({ method }: { method: ShipMethod }) {
  const { cartConnectionId, cartCode, cartName, wmsCode, wmsName } = method;
  const [code, setCode] = useState(wmsCode ?? '');
  const save = useSaveShipMethod();
  const entered = code.trim();
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        const same = entered === wmsCode;
        save.mutate({ cartConnectionId, cartCode, wmsCode: entered || null, wmsName: same ? wmsName : null });
      }}
    >
      <Stack gap={4}>
        <Group gap="xs" wrap="nowrap">
          <TextInput
            flex={1}
            miw={0}
            maw={240}
            aria-label={`Code at the warehouse of ${cartName || cartCode}`}
            placeholder="Code at the warehouse"
            value={code}
            onChange={(event) => setCode(event.currentTarget.value)}
          />
          <Button
            type="submit"
            flex="none"
            variant={entered && entered !== wmsCode ? 'filled' : 'default'}
            disabled={entered === (wmsCode ?? '')}
            loading={save.isPending}
          >
            Save
          </Button>
        </Group>
        <Problem error={save.error} />
      </Stack>
    </form>
  );
}
