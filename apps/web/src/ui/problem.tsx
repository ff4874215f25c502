import { Alert, List, Text } from '@mantine/core';
import { explain } from '../api/problem';

/** Its detail speaks to programs; people see the list of errors below it. */
const INVALID_INPUT = 'urn:crossdock:problem:invalid-input';

/** What went wrong, in the words of the API, with every field that it names. Nothing without an error. */
export function Problem({ error }: { error: Error | null }) {
  if (!error) return null;
  const { type, title, detail, errors = [] } = explain(error);
  return (
    <Alert color="red" title={title} role="alert">
      <Text size="sm">{type === INVALID_INPUT ? 'Correct this and try again:' : detail}</Text>
      {errors.length > 0 && (
        <List size="sm" mt="xs">
          {errors.map(({ path, message }) => (
            <List.Item key={path + message}>
              {path && <b>{path}: </b>}
              {message}
            </List.Item>
          ))}
        </List>
      )}
    </Alert>
  );
}
