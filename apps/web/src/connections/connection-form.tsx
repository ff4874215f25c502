import { Anchor, Button, Fieldset, Group, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { fieldErrors } from '../api/problem';
import { Problem } from '../ui/problem';
import type { Connection, Connector } from './connections.queries';
import { enteredValues, initialValues, schemaFields, type FieldValues } from './schema-fields';
import { SchemaForm } from './schema-form';

export interface EnteredConnection {
  name: string;
  settings: FieldValues;
  credentials: FieldValues;
}

interface Props {
  connector: Connector;
  /** What there is so far; credentials are never shown again. */
  connection?: Connection;
  submit: string;
  error: Error | null;
  pending: boolean;
  onSubmit: (entered: EnteredConnection) => void;
}

/** Name, settings and credentials of a connection, as its connector asks for them. */
export function ConnectionForm({ connector, connection, submit, error, pending, onSubmit }: Props) {
  const settingsFields = schemaFields(connector.settings);
  const credentialFields = schemaFields(connector.credentials);
  const [name, setName] = useState(connection?.name ?? connector.name);
  const [settings, setSettings] = useState(() => initialValues(settingsFields, connection?.settings));
  const [credentials, setCredentials] = useState(() => initialValues(credentialFields));
  const errors = fieldErrors(error);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit({
          name,
          settings: enteredValues(settingsFields, settings),
          credentials: enteredValues(credentialFields, credentials),
        });
      }}
    >
      <Stack>
        <TextInput
          label="Name"
          description="As you want to see it here."
          required
          value={name}
          error={errors['name']}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        {settingsFields.length > 0 && (
          <Fieldset legend="Settings">
            <SchemaForm
              fields={settingsFields}
              values={settings}
              onChange={setSettings}
              part="settings"
              errors={errors}
            />
          </Fieldset>
        )}
        <Fieldset legend="Credentials">
          <SchemaForm
            fields={credentialFields}
            values={credentials}
            onChange={setCredentials}
            part="credentials"
            errors={errors}
          />
        </Fieldset>
        <Problem error={error} />
        <Group justify="space-between">
          <Text size="sm">
            <Anchor href={connector.documentation} target="_blank" rel="noreferrer">
              {connector.name} documentation
            </Anchor>
          </Text>
          <Button type="submit" loading={pending}>
            {submit}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
