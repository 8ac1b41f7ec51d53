import { InputError } from '@backstage/errors';
import { z } from 'zod';

/** @throws InputError naming each field that is not as the schema says */
export function parse<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
): z.output<Schema> {
  const read = schema.safeParse(value);
  if (read.success) return read.data;
  const problems = read.error.issues.map(
    ({ path, message }) => `${path.join('.') || 'request'}: ${message}`,
  );
  throw new InputError(`The request is not valid. ${problems.join('; ')}`);
}
