import type { MultilabelInput } from '@greenroom/label-quality';
import { Flags, required } from '../Command';
import { UsageError } from '../UsageError';
import { ClassNames } from './ClassNames';
import { asList, asObject } from './jsonShape';
import { readJsonLines } from './readLimitedJson';
import { readMatrix } from './readMatrix';

/** Neither yes nor no. */
const NO_LABEL = 2;

/**
 * Labels as an array of zeros and ones, or as JSONL: each line a list of
 * classes, or an object whose `labels` are one.
 *
 * @throws UsageError naming file and line of what cannot be used
 */
export async function readMultilabel(
  flags: Flags,
  classes: ClassNames,
): Promise<MultilabelInput> {
  const name = required(flags, 'labels');
  const probs = await readMatrix(required(flags, 'pred-probs'));
  classes.check(probs.columns);
  const labels = name.endsWith('.jsonl')
    ? await labelsOfLines(name, probs.columns, classes)
    : await labelsOfArray(name, probs.columns);
  if (labels.length !== probs.values.length)
    throw new UsageError(
      `There are ${labels.length / probs.columns} rows of labels and ${
        probs.rows
      } rows of probabilities.`,
    );
  return { labels, predProbs: probs.values, classes: probs.columns };
}

async function labelsOfArray(
  name: string,
  columns: number,
): Promise<Uint8Array> {
  const labels = await readMatrix(name);
  if (labels.columns !== columns)
    throw new UsageError(
      `${name} has ${labels.columns} columns; the probabilities have ${columns}.`,
    );
  return Uint8Array.from(labels.values, value =>
    value === 0 || value === 1 ? value : NO_LABEL,
  );
}

async function labelsOfLines(
  name: string,
  columns: number,
  classes: ClassNames,
): Promise<Uint8Array> {
  const rows: Uint8Array[] = [];
  await readJsonLines(name, (value, place) => {
    const list = Array.isArray(value)
      ? value
      : asList(asObject(value, place).labels, `${place}, labels`);
    const row = new Uint8Array(columns);
    for (const each of list) {
      const index = classes.indexOf(each, place);
      if (index >= columns)
        throw new UsageError(
          `${place} has the class ${index}; classes go from 0 to ${
            columns - 1
          }.`,
        );
      row[index] = 1;
    }
    rows.push(row);
  });
  const labels = new Uint8Array(rows.length * columns);
  rows.forEach((row, i) => labels.set(row, i * columns));
  return labels;
}
