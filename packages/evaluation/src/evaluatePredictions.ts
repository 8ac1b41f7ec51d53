import {
  identifier,
  openTable,
  type Row,
  type TableSpec,
} from '@greenroom/dataset';
import type { EvaluationSpec, LabelledDataset } from '@greenroom/manifest';
import type { Evaluation } from './Evaluation';
import { ModelError } from './ModelError';
import { PredictionWriter } from './PredictionWriter';
import { type BaselineFile, readBaseline } from './readBaseline';
import type { ClassOutputs } from './readOutputs';
import { readSplit } from './readSplit';
import { RunMeasure } from './RunMeasure';

/** Keys that an error names. */
const NAMED_KEYS = 5;
/** Rounding may carry a probability so far beyond 1. */
const PROBABILITY_SLACK = 1e-3;
const PREDICTED = 'predicted';

export type PredictionsQuestion = {
  /** CSV, JSONL or Parquet: the key, and a column p_<class> for each class, or one named predicted. */
  readonly predictions: TableSpec;
  /** The file as the manifest names it, for messages. */
  readonly name: string;
  readonly classes: readonly string[];
  readonly evaluation: EvaluationSpec;
  readonly table: TableSpec;
  readonly dataset: Pick<LabelledDataset, 'key' | 'label' | 'split'>;
  readonly outPredictions?: string;
  /** The version that gates on a fall hold this one against. */
  readonly against?: BaselineFile;
};

/**
 * Measures predictions that were made elsewhere, joined to the rows of a split
 * by key. Every labelled row of the split needs one, and only one.
 *
 * @throws ModelError naming file, column or row, and the remedy
 */
export async function evaluatePredictions(
  question: PredictionsQuestion,
): Promise<Evaluation> {
  const { classes, evaluation, dataset, name, outPredictions } = question;
  const startedAt = performance.now();
  const said = await readPredictions(question);
  const table = await openTable(question.table);
  const writer = outPredictions ? await PredictionWriter.open() : undefined;
  try {
    const split = await readSplit(table, evaluation.split, dataset, []);
    const run = new RunMeasure({
      classes,
      evaluation,
      dataset,
      rows: split.rows,
    });
    const without: string[] = [];
    for await (const rows of split.chunks()) {
      const keys = rows.map(row => String(row[dataset.key]));
      without.push(...keys.filter(key => !said.ofKey.has(key)));
      if (without.length > 0) continue;
      const p = Float64Array.from(
        keys.flatMap(key => [...said.ofKey.get(key)!]),
      );
      const predictions = run.add(rows, {
        p,
        areProbabilities: said.areProbabilities,
      });
      await writer?.append(predictions);
    }
    if (without.length > 0) {
      throw new ModelError(
        `${name} has no prediction for ${without.length} of ${
          split.rows
        } labelled rows of the split ${evaluation.split} (${without
          .slice(0, NAMED_KEYS)
          .join(', ')}${
          without.length > NAMED_KEYS ? ', …' : ''
        }). Predict them too, or name another split.`,
        name,
      );
    }
    if (outPredictions) await writer?.finish(outPredictions);
    const measured = run.finish(
      question.against && {
        name: question.against.name,
        measure: await readBaseline(question.against, classes),
      },
    );
    return { ...measured, seconds: (performance.now() - startedAt) / 1000 };
  } finally {
    table.close();
    await writer?.close();
  }
}

type Said = {
  readonly ofKey: ReadonlyMap<string, Float64Array>;
} & Pick<ClassOutputs, 'areProbabilities'>;

async function readPredictions({
  predictions,
  name,
  classes,
  dataset: { key },
}: PredictionsQuestion): Promise<Said> {
  const table = await openTable(predictions);
  try {
    const present = new Set(table.columns.map(column => column.name));
    const columns = classes.map(label => `p_${label}`);
    const areProbabilities = columns.every(column => present.has(column));
    if (!present.has(key) || !(areProbabilities || present.has(PREDICTED))) {
      throw new ModelError(
        `${name} has the columns ${[...present].join(
          ', ',
        )}. Predictions need ${key}, and a column p_<class> for each class or one named ${PREDICTED}.`,
        name,
      );
    }
    const read = areProbabilities ? columns : [PREDICTED];
    const ofKey = new Map<string, Float64Array>();
    let row = 0;
    for await (const rows of table.stream(
      `SELECT CAST(${identifier(key)} AS VARCHAR) AS k, ${read
        .map(identifier)
        .join(', ')} FROM t`,
    )) {
      for (const entry of rows) {
        row++;
        const own = String(entry.k);
        if (ofKey.has(own))
          throw new ModelError(
            `${name}, row ${row}: ${own} is predicted twice. Leave one.`,
            name,
          );
        ofKey.set(
          own,
          areProbabilities
            ? probabilitiesOf(entry, columns, `${name}, row ${row} (${own})`)
            : oneOf(entry, classes, `${name}, row ${row} (${own})`),
        );
      }
    }
    return { ofKey, areProbabilities };
  } finally {
    table.close();
  }
}

function probabilitiesOf(
  entry: Row,
  columns: readonly string[],
  place: string,
): Float64Array {
  return Float64Array.from(columns, column => {
    const value = entry[column] === null ? NaN : Number(entry[column]);
    if (value >= 0 && value <= 1 + PROBABILITY_SLACK) return value;
    throw new ModelError(
      `${place}: ${column} is ${String(
        entry[column],
      )}; a probability from 0 to 1 is expected.`,
    );
  });
}

function oneOf(
  entry: Row,
  classes: readonly string[],
  place: string,
): Float64Array {
  const named = classes.indexOf(String(entry[PREDICTED]));
  if (named < 0)
    throw new ModelError(
      `${place}: ${String(
        entry[PREDICTED],
      )} is none of the model's classes (${classes.slice(0, 12).join(', ')}).`,
    );
  return Float64Array.from(classes, (_, j) => (j === named ? 1 : 0));
}
