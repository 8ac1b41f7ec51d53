import { InputError } from '@backstage/errors';
import { z } from 'zod';
import { ORIGINAL_TABLES } from '../database/tables';

/** A row may hold the entries of a full basket; none comes near this. */
const LINE_LENGTH = 16_000_000;

/** The first line of an export. */
const headSchema = z.object({
  greenroom: z.literal('originals'),
  at: z.string(),
});
export type OriginalsHead = z.infer<typeof headSchema>;

const lineSchema = z.object({
  table: z.enum(ORIGINAL_TABLES.map(({ table }) => table)),
  row: z.record(
    z.string(),
    z.union([z.string(), z.number(), z.boolean(), z.null()]),
  ),
});
/** Each other line: a row, and the table that it is of. */
export type OriginalsLine = {
  readonly table: string;
  readonly row: Readonly<Record<string, unknown>>;
};

export type RestoredLine = z.infer<typeof lineSchema>;

/** @throws InputError where it is no export of ours */
export function checkHead(text: string): void {
  if (!headSchema.safeParse(jsonOf(text, 1)).success)
    throw new InputError(
      'Line 1 is not the head of an export of originals. Give the file that GET /originals/export wrote, from its first line.',
    );
}

/** @throws InputError naming the line that is no row of an original table */
export function parseLine(text: string, number: number): RestoredLine {
  const read = lineSchema.safeParse(jsonOf(text, number));
  if (read.success) return read.data;
  throw new InputError(
    `Line ${number} is no row of a table of originals: ${read.error.issues
      .map(({ path, message }) => `${path.join('.')}: ${message}`)
      .join('; ')}. Give the file as it was exported.`,
  );
}

function jsonOf(text: string, number: number): unknown {
  if (text.length > LINE_LENGTH)
    throw new InputError(`Line ${number} is longer than any row.`);
  try {
    return JSON.parse(text);
  } catch {
    throw new InputError(
      `Line ${number} is no JSON: the file may have been cut short. Export it again.`,
    );
  }
}
