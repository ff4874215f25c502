import { NumberInput, PasswordInput, Select, Switch, TagsInput, TextInput } from '@mantine/core';
import type { FieldValue, SchemaField } from './schema-fields';

interface Props {
  field: SchemaField;
  value: FieldValue;
  onChange: (value: FieldValue) => void;
  error: string | undefined;
}

/** The input that fits a field's kind. */
export function SchemaInput({ field, value, onChange, error }: Props) {
  const { title, description, required, input } = field;
  const common = { label: title, description, required, error };
  switch (input.kind) {
    case 'text':
    case 'url':
    case 'date':
      return (
        <TextInput
          {...common}
          type={input.kind}
          autoComplete="off"
          value={String(value)}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      );
    case 'secret':
      return (
        <PasswordInput
          {...common}
          autoComplete="new-password"
          value={String(value)}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      );
    case 'number':
      return <NumberInput {...common} value={value as number | string} onChange={onChange} />;
    case 'switch':
      return (
        <Switch
          {...common}
          checked={value === true}
          onChange={(event) => onChange(event.currentTarget.checked)}
        />
      );
    case 'list':
      return <TagsInput {...common} value={value as string[]} onChange={onChange} />;
    case 'choice':
      return (
        <Select
          {...common}
          data={input.choices}
          value={String(value) || null}
          onChange={(choice) => onChange(choice ?? '')}
        />
      );
  }
}
