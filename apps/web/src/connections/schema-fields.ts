/** One field of a form that a connector asks to be filled in. */
export interface SchemaField {
  name: string;
  title: string;
  description: string | null;
  required: boolean;
  input: FieldInput;
  /** What the field holds before somebody enters something. */
  initial: FieldValue;
}

export type FieldInput =
  | { kind: 'text' | 'secret' | 'url' | 'date' | 'number' | 'switch' | 'list' }
  | { kind: 'choice'; choices: string[] };
export type FieldValue = string | number | boolean | string[];
export type FieldValues = Record<string, FieldValue>;

interface PropertySchema {
  type?: string;
  title?: string;
  description?: string;
  format?: string;
  enum?: unknown[];
  default?: unknown;
}

/** The fields of an object's JSON Schema, in its order. */
export function schemaFields(schema: Record<string, unknown>): SchemaField[] {
  const properties = (schema['properties'] ?? {}) as Record<string, PropertySchema>;
  const required = (schema['required'] ?? []) as string[];
  return Object.entries(properties).map(([name, property]) => {
    const input = inputOf(property);
    return {
      name,
      title: property.title ?? name,
      description: property.description ?? null,
      required: required.includes(name) && input.kind !== 'switch',
      input,
      initial: (property.default as FieldValue | undefined) ?? emptyOf(input),
    };
  });
}

/** Values to begin with: those given where there are some, else the schema's own. */
export function initialValues(fields: SchemaField[], given: Record<string, unknown> = {}): FieldValues {
  return Object.fromEntries(
    fields.map(({ name, initial }) => [name, (given[name] as FieldValue | undefined) ?? initial]),
  );
}

/** What was entered, without the fields that were left empty. */
export function enteredValues(fields: SchemaField[], values: FieldValues): FieldValues {
  return Object.fromEntries(
    fields
      .map(({ name, input }) => [name, values[name] ?? emptyOf(input)] as const)
      .filter(([, value]) => value !== '' && !(Array.isArray(value) && value.length === 0)),
  );
}

function inputOf({ type, format, enum: choices }: PropertySchema): FieldInput {
  if (choices) return { kind: 'choice', choices: choices.map(String) };
  switch (type) {
    case 'boolean':
      return { kind: 'switch' };
    case 'integer':
    case 'number':
      return { kind: 'number' };
    case 'array':
      return { kind: 'list' };
    default:
      return {
        kind: format === 'secret' ? 'secret' : format === 'uri' ? 'url' : format === 'date' ? 'date' : 'text',
      };
  }
}

function emptyOf({ kind }: FieldInput): FieldValue {
  if (kind === 'switch') return false;
  return kind === 'list' ? [] : '';
}
