import type { Table } from '@greenroom/dataset';
import { Flags, optional, required } from '../Command';
import { derivePictures } from './derivePictures';
import { deriveTexts } from './deriveTexts';
import { ErrorTable, readErrorTable } from './readErrorTable';

/** What commands on errors take their rows by. */
export const TABLE_OPTIONS = {
  table: { type: 'string' },
  error: { type: 'string' },
  features: { type: 'string' },
  derive: { type: 'boolean' },
} as const;

/** The same in their usage. */
export const TABLE_USAGE =
  '--table TABLE --error COL [--features A,B] [--derive]';

/** The features that flags name; undefined for all columns but the error. */
export function wantedFeatures(flags: Flags): readonly string[] | undefined {
  return optional(flags, 'features')?.split(',');
}

/**
 * What flags ask of a table of errors; with `--derive`, in place of pictures and
 * of texts that are nearly all different, what can be read off them.
 *
 * @throws UsageError as `readErrorTable`
 */
export async function readFlaggedTable(
  table: Table,
  flags: Flags,
): Promise<ErrorTable> {
  const error = required(flags, 'error');
  const wanted = wantedFeatures(flags);
  if (!flags.derive) return readErrorTable(table, error, wanted);
  const names =
    wanted ??
    table.columns.map(({ name }) => name).filter(name => name !== error);
  const pictures = table.columns
    .filter(({ name, type }) => type === 'BLOB' && names.includes(name))
    .map(({ name }) => name);
  const read = await readErrorTable(
    table,
    error,
    names.filter(name => !pictures.includes(name)),
  );
  const seen = [];
  for (const name of pictures)
    seen.push(...(await derivePictures(table, name)));
  return { ...read, features: [...deriveTexts(read.features), ...seen] };
}
