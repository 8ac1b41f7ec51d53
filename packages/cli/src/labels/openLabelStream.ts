import { checkSize, ensembleWeights } from '@greenroom/label-quality';
import { Flags, required } from '../Command';
import { NpyRows } from '../npy/NpyRows';
import { readArray } from '../readArray';
import { UsageError } from '../UsageError';
import { LabelStream } from './LabelStream';
import {
  PREDICTED_ON_OPTION,
  PREDICTED_ON_USAGE,
  refuseTrainedOn,
} from './predictedOn';
import type { PredictionSource } from './PredictionRows';
import { readLabels } from './readLabels';

/** The flags that name labels and predictions. */
export const LABEL_OPTIONS = {
  labels: { type: 'string' },
  'pred-probs': { type: 'string', multiple: true },
  ...PREDICTED_ON_OPTION,
} as const;
export const LABEL_USAGE = `--labels ARRAY --pred-probs ARRAY… ${PREDICTED_ON_USAGE}`;

export type OpenedLabels = {
  readonly stream: LabelStream;
  readonly n: number;
  readonly classes: number;
  readonly classNames?: readonly string[];
  /** Weights of the models of an ensemble. */
  readonly weights?: readonly number[];
  /** Models, in the order of the flags. */
  readonly sources: readonly PredictionSource[];
};

type Found = {
  readonly name: string;
  readonly rows: number;
  readonly columns: number;
  readonly source: PredictionSource;
};

/**
 * Labels and predictions as the flags name them; of several arrays of
 * predictions the mean, weighted by how well each predicts the labels.
 *
 * @throws UsageError where the arrays do not fit; TrainedOnError for predictions on rows the model was trained on
 */
export async function openLabelStream(flags: Flags): Promise<OpenedLabels> {
  refuseTrainedOn(flags);
  const labelsName = required(flags, 'labels');
  const names = flags['pred-probs'];
  if (!Array.isArray(names))
    throw new UsageError('--pred-probs is missing. Give it a value.');
  const { labels, classNames } = await readLabels(labelsName);
  const found = await Promise.all(names.map(name => findSource(String(name))));
  for (const each of found) checkFits(each, found[0], labels, classNames);
  const classes = found[0].columns;
  checkSizeOf(labels, classes);
  const sources = found.map(({ source }) => source);
  const single = { sources, weights: sources.map(() => 1 / sources.length) };
  const stream = new LabelStream({ labels, classes, predictions: single });
  const shared = { n: labels.length, classes, classNames, sources };
  if (sources.length === 1) return { ...shared, stream };
  try {
    const weights = await weigh(stream, sources, classes);
    const predictions = { sources, weights };
    return {
      ...shared,
      stream: new LabelStream({ labels, classes, predictions }),
      weights,
    };
  } finally {
    stream.close();
  }
}

async function weigh(
  stream: LabelStream,
  sources: readonly PredictionSource[],
  classes: number,
): Promise<number[]> {
  const members = [];
  for (const source of sources) {
    const { accumulator } = await stream.run(
      'member',
      { classes },
      { sources: [source], weights: [1] },
    );
    members.push(accumulator.finish());
  }
  return ensembleWeights(members);
}

async function findSource(name: string): Promise<Found> {
  if (name.endsWith('.npy')) {
    const file = NpyRows.open(name);
    const { rows, columns } = file;
    file.close();
    return { name, rows, columns, source: { kind: 'npy', file: name } };
  }
  const { values, shape } = await readArray(name);
  const [rows, columns = 1] = shape;
  return { name, rows, columns, source: { kind: 'memory', values, columns } };
}

function checkFits(
  { name, rows, columns }: Found,
  first: Found,
  labels: Int32Array,
  classNames?: readonly string[],
): void {
  if (columns === 1) {
    throw new UsageError(
      `${name} has one column; probabilities need a row for each label and a column for each class.`,
    );
  }
  if (columns !== first.columns) {
    throw new UsageError(
      `${name} has ${columns} columns and ${first.name} has ${first.columns}. The models of an ensemble need the same classes.`,
    );
  }
  if (rows !== labels.length) {
    throw new UsageError(
      `There are ${labels.length} labels and ${rows} rows of probabilities in ${name}. Join them by key first.`,
    );
  }
  if (classNames && classNames.length !== columns) {
    throw new UsageError(
      `The labels name ${classNames.length} classes (${classNames
        .slice(0, 5)
        .join(', ')}${
        classNames.length > 5 ? ', …' : ''
      }) and ${name} has ${columns} columns. Give class indices where a class has no rows.`,
    );
  }
}

function checkSizeOf(labels: Int32Array, classes: number): void {
  try {
    checkSize(labels.length, classes);
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}
