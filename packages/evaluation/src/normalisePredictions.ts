import { identifier, type TableSpec } from '@greenroom/dataset';
import { copyPredictions } from './copyPredictions';
import { ModelError } from './ModelError';

/** What a file of predictions tells of each row. */
export type PredictionsTell = 'probabilities' | 'labels';

/**
 * Writes predictions that were made elsewhere as Parquet with the columns
 * `key`, and `p` (in the order of the classes) or `predicted`.
 *
 * @param file - a column with the key (named as the data set's, or `key`) and
 * `p_<class>` for each class, or `p` with a list, or `predicted` with a class
 * @param name - as the manifest has it, for messages
 * @throws ModelError where columns are missing, or a key stands twice
 */
export async function normalisePredictions(
  file: TableSpec,
  {
    name,
    key,
    classes,
    out,
  }: {
    readonly name: string;
    readonly key: string;
    readonly classes: readonly string[];
    readonly out: string;
  },
): Promise<PredictionsTell> {
  let tell: PredictionsTell = 'labels';
  await copyPredictions(file, { name, key, out }, columns => {
    const present = new Set(columns.map(column => column.name));
    const found = whatIsTold(present, classes);
    if (!found) {
      throw new ModelError(
        `${name} needs the key (${key}) and a column p_<class> for each of ${
          classes.length
        } classes, or p with a list, or predicted. It has ${[...present]
          .slice(0, 20)
          .join(', ')}.`,
        name,
      );
    }
    tell = found.tell;
    return found.select;
  });
  return tell;
}

function whatIsTold(
  present: ReadonlySet<string>,
  classes: readonly string[],
): { readonly tell: PredictionsTell; readonly select: string } | undefined {
  const columns = classes.map(label => `p_${label}`);
  if (columns.every(column => present.has(column))) {
    const numbers = columns.map(
      column => `CAST(${identifier(column)} AS DOUBLE)`,
    );
    return {
      tell: 'probabilities',
      select: `[${numbers.join(', ')}] AS p`,
    };
  }
  if (present.has('p'))
    return { tell: 'probabilities', select: 'CAST(p AS DOUBLE[]) AS p' };
  return present.has('predicted')
    ? { tell: 'labels', select: 'CAST(predicted AS VARCHAR) AS predicted' }
    : undefined;
}
