import { identifier, type TableSpec } from '@greenroom/dataset';
import type { OtherTask } from '@greenroom/manifest';
import { copyPredictions } from '../copyPredictions';
import { ModelError } from '../ModelError';
import { normalisePredictions } from '../normalisePredictions';

/**
 * Writes what was predicted elsewhere as Parquet with the columns `key`, and
 * `predicted` (a number or a text; lists as JSON), or `p`: of several labels a
 * row, in the order of the classes.
 *
 * @returns the column that has it
 * @throws ModelError where columns are missing, or a key stands twice
 */
export async function normaliseAnswers(
  file: TableSpec,
  of: {
    readonly task: OtherTask;
    readonly name: string;
    readonly key: string;
    readonly classes: readonly string[];
    readonly out: string;
  },
): Promise<'p' | 'predicted'> {
  const { task, name, key } = of;
  if (task === 'multilabel-classification') {
    if ((await normalisePredictions(file, of)) === 'probabilities') return 'p';
    throw new ModelError(
      `${name} tells labels without scores. Give a column p_<class> for each class, or p with a list.`,
      name,
    );
  }
  await copyPredictions(file, of, columns => {
    const found = columns.find(column => column.name === 'predicted');
    if (!found)
      throw new ModelError(
        `${name} needs the key (${key}) and a column predicted. It has ${columns
          .slice(0, 20)
          .map(column => column.name)
          .join(', ')}.`,
        name,
      );
    const cell = identifier('predicted');
    return `${
      found.type.endsWith('[]')
        ? `CAST(to_json(${cell}) AS VARCHAR)`
        : `CAST(${cell} AS VARCHAR)`
    } AS predicted`;
  });
  return 'predicted';
}
