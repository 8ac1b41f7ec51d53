import type { Table } from '@greenroom/dataset';
import { DERIVED_CLUSTER } from '@greenroom/error-analysis';
import { clusterEmbeddings, isEmbeddingType } from '@greenroom/evaluation';
import { Flags, optional, required } from '../Command';
import { type DerivedWanted, derivedWanted } from './DerivedWanted';
import { derivePictures } from './derivePictures';
import { clusterFeature, deriveTexts } from './deriveTexts';
import { ErrorTable, readErrorTable } from './readErrorTable';

/** What commands on errors take their rows by. */
export const TABLE_OPTIONS = {
  table: { type: 'string' },
  error: { type: 'string' },
  features: { type: 'string' },
  derive: { type: 'string' },
} as const;

/** The same in their usage. */
export const TABLE_USAGE =
  '--table TABLE --error COL [--features A,B] [--derive [FEATURE,…]]';

/** All that can be derived, where `--derive` names nothing. */
export const TABLE_BARE = { derive: '' } as const;

/** The features that flags name; undefined for all columns but the error. */
export function wantedFeatures(flags: Flags): readonly string[] | undefined {
  return optional(flags, 'features')?.split(',');
}

/**
 * What flags ask of a table of errors; with `--derive`, in place of pictures and
 * of texts that are nearly all different, what can be read off them: all, or the
 * features it names.
 *
 * @throws UsageError as `readErrorTable` and `derivedWanted`
 */
export async function readFlaggedTable(
  table: Table,
  flags: Flags,
): Promise<ErrorTable> {
  const error = required(flags, 'error');
  const wanted = wantedFeatures(flags);
  const derive = flags.derive;
  if (typeof derive !== 'string') return readErrorTable(table, error, wanted);
  const isDerived = derivedWanted(derive);
  const names =
    wanted ??
    table.columns.map(({ name }) => name).filter(name => name !== error);
  const named = (is: (type: string) => boolean) =>
    table.columns
      .filter(({ name, type }) => is(type) && names.includes(name))
      .map(({ name }) => name);
  const pictures = named(type => type === 'BLOB');
  const embeddings = named(isEmbeddingType);
  const apart = [...pictures, ...embeddings];
  const read = await readErrorTable(
    table,
    error,
    names.filter(name => !apart.includes(name)),
  );
  // Rows are divided by what a model made of them where that is there.
  const ofOthers: DerivedWanted = words =>
    isDerived(words) &&
    (embeddings.length === 0 || words !== DERIVED_CLUSTER.words);
  const numbered = { table, number: '(row_number() OVER () - 1)' };
  const seen = [];
  for (const name of pictures)
    seen.push(...(await derivePictures(numbered, name, ofOthers)));
  if (isDerived(DERIVED_CLUSTER.words))
    for (const name of embeddings)
      seen.push(
        ...clusterFeature(name, await clusterEmbeddings(numbered, name)),
      );
  const features = await deriveTexts(numbered, read.features, ofOthers);
  return { ...read, features: [...features, ...seen] };
}
