import { readFile } from 'node:fs/promises';
import type { z } from 'zod';
import { ModelError } from '../ModelError';

/** Where the files are that steps name: by their path as the manifest names it, the path on this machine. */
export type StepFiles = Readonly<Record<string, string>>;

/** A vocabulary takes a few megabytes; more than this is something else. */
const LIMIT_BYTES = 256 * 1024 ** 2;

/** @throws ModelError where the file is not there, or is too large */
export async function readStepFile(
  named: string,
  files: StepFiles,
): Promise<string> {
  const local = files[named];
  const bytes =
    local === undefined
      ? undefined
      : await readFile(local).catch(() => undefined);
  if (!bytes) {
    throw new ModelError(
      `${named}, which a step of the preprocessing reads, is not there. Commit it beside the manifest.`,
      named,
    );
  }
  if (bytes.length > LIMIT_BYTES) {
    throw new ModelError(
      `${named} has ${bytes.length} bytes; a vocabulary has at most ${LIMIT_BYTES}.`,
      named,
    );
  }
  return bytes.toString('utf8');
}

/** @throws ModelError where the file is no JSON of that form */
export async function parseStepFile<Schema extends z.ZodType>(
  named: string,
  schema: Schema,
  files: StepFiles,
): Promise<z.infer<Schema>> {
  const text = await readStepFile(named, files);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new ModelError(`${named} is not JSON.`, named);
  }
  const read = schema.safeParse(value);
  if (read.success) return read.data;
  const [{ path, message }] = read.error.issues;
  throw new ModelError(
    `${named}: ${path.slice(0, 4).map(String).join('.')}: ${message}.`,
    named,
  );
}
