import {
  fnv1a,
  inputColumns,
  measureClassification,
  prepareInputs,
} from '@greenroom/evaluation';
import type { Figure, InputRow } from '@greenroom/evaluation';
import type { Preprocessing } from '@greenroom/manifest';
import { draw } from './draw';
import { Network, SparseRows, toSparse, TrainingPlan } from './Network';
import { writeOnnx } from './writeOnnx';

/** A row of a data set as a table has it, with what training needs of it. */
export type TrainingRow = {
  readonly key: string;
  readonly split: string;
  readonly label: string;
  readonly cells: InputRow;
};

export type TrainedModel = {
  readonly onnx: Buffer;
  readonly outOfFold: Buffer;
  readonly samples: Buffer;
  /** On the split `test`. */
  readonly figures: Readonly<Record<string, Figure>>;
  readonly trainRows: number;
};

const FOLDS = 5;
const SAMPLES = 5;

/**
 * Trains on the split `train`, measures on `test`, and writes what belongs to a
 * model: ONNX, out-of-fold predictions of the rows it was trained on, samples.
 */
export function trainModel(question: {
  readonly name: string;
  readonly key: string;
  readonly rows: readonly TrainingRow[];
  readonly classes: readonly string[];
  readonly preprocessing: Preprocessing;
  readonly plan: TrainingPlan;
}): TrainedModel {
  const { rows, classes, preprocessing, plan } = question;
  const matrix = prepareInputs(
    preprocessing,
    rows.map(({ cells }) => cells),
  );
  const data = toSparse(matrix, matrix.length / rows.length);
  const labels = Int32Array.from(rows, ({ label }) => classes.indexOf(label));
  const inSplit = (split: string) =>
    [...rows.keys()].filter(i => rows[i].split === split);
  const train = inSplit('train');
  const network = Network.train(data, labels, train, classes.length, plan);
  return {
    onnx: writeOnnx(network, question.name),
    outOfFold: writeOutOfFold(question, data, labels, train),
    samples: writeSamples(
      rows,
      inSplit('validation'),
      preprocessing,
      data,
      network,
    ),
    figures: measure(question, data, labels, network),
    trainRows: train.length,
  };
}

/** Fold of a row, by its key alone: a row stays in its fold across versions. */
function foldOf(key: string): number {
  return Math.floor(draw(key, 'fold') * FOLDS);
}

function writeOutOfFold(
  question: Parameters<typeof trainModel>[0],
  data: SparseRows,
  labels: Int32Array,
  train: readonly number[],
): Buffer {
  const { rows, classes, plan } = question;
  const lines = [
    `${question.key},fold,${classes.map(name => `p_${name}`).join(',')}`,
  ];
  const predicted = new Map<number, string>();
  for (let fold = 0; fold < FOLDS; fold++) {
    const inside = train.filter(i => foldOf(rows[i].key) !== fold);
    const network = Network.train(data, labels, inside, classes.length, {
      ...plan,
      seed: `${plan.seed} without fold ${fold}`,
    });
    for (const i of train) {
      if (foldOf(rows[i].key) !== fold) continue;
      const p = Array.from(network.predict(data, i), value => value.toFixed(6));
      predicted.set(i, `${rows[i].key},${fold},${p.join(',')}`);
    }
  }
  return Buffer.from(
    `${[...lines, ...train.map(i => predicted.get(i))].join('\n')}\n`,
  );
}

function writeSamples(
  rows: readonly TrainingRow[],
  from: readonly number[],
  preprocessing: Preprocessing,
  data: SparseRows,
  network: Network,
): Buffer {
  const columns = inputColumns(preprocessing);
  const samples = from.slice(0, SAMPLES).map(i => ({
    row: Object.fromEntries(
      columns.map(name => {
        const value = rows[i].cells[name];
        return [name, value instanceof Uint8Array ? Array.from(value) : value];
      }),
    ),
    probabilities: Array.from(network.predict(data, i), p =>
      Number(p.toFixed(6)),
    ),
  }));
  return Buffer.from(`${JSON.stringify(samples, null, 1)}\n`);
}

function measure(
  question: {
    readonly rows: readonly TrainingRow[];
    readonly classes: readonly string[];
  },
  data: SparseRows,
  labels: Int32Array,
  network: Network,
): Record<string, Figure> {
  const { rows, classes } = question;
  const test = [...rows.keys()].filter(i => rows[i].split === 'test');
  return {
    ...measureClassification({
      classes,
      given: test.map(i => labels[i]),
      probabilities: test.flatMap(i => Array.from(network.predict(data, i))),
      units: test.map(i => fnv1a(rows[i].key)),
    }).figures,
  };
}
