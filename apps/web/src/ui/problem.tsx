import { Alert, List, Text } from '@mantine/core';
import { explain } from '../api/problem';

/** What went wrong, in the words of the API, with every field that it names. Nothing without an error. */
export function Problem({ error }: { error: Error | null }) {
  if (!error) return null;
  const { title, detail, errors = [] } = explain(error);
  return (
    <Alert color="red" title={title} role="alert">
      <Text size="sm">{detail}</Text>
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
