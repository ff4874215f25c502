import { Stack } from '@mantine/core';
import type { FieldValues, SchemaField } from './schema-fields';
import { SchemaInput } from './schema-input';

interface Props {
  fields: SchemaField[];
  values: FieldValues;
  onChange: (values: FieldValues) => void;
  /** Where the fields are in what is sent, such as `settings`; errors are found by it. */
  part: string;
  errors: Record<string, string>;
}

/** The inputs that a connector asks for. */
export function SchemaForm({ fields, values, onChange, part, errors }: Props) {
  return (
    <Stack>
      {fields.map((field) => (
        <SchemaInput
          key={field.name}
          field={field}
          value={values[field.name] ?? field.initial}
          onChange={(value) => onChange({ ...values, [field.name]: value })}
          error={errors[`${part}.${field.name}`]}
        />
      ))}
    </Stack>
  );
}
