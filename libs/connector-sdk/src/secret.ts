import { z } from 'zod';

const SECRET = 'secret';

/** A credential field whose value is masked in forms and redacted wherever it would be written. */
export function secret(title: string, description: string) {
  return z.string().min(1).meta({ title, description, format: SECRET });
}

/** Names of the top-level fields of an object schema that are secrets. */
export function secretFields(schema: z.ZodType): string[] {
  if (!(schema instanceof z.ZodObject)) return [];
  return Object.entries(schema.shape)
    .filter(([, field]) => (field as z.ZodType).meta()?.['format'] === SECRET)
    .map(([name]) => name);
}
