import {
  type Evaluation,
  evaluatePredictions,
  evaluateTask,
  type Intervals,
  seenInTraining,
} from '@greenroom/evaluation';
import {
  type EvaluationSpec,
  isDetection,
  isMeasurable,
  otherTaskOf,
} from '@greenroom/manifest';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { type Answers, knownAnswers } from './Answers';
import type { EvaluationSides } from './EvaluationSides';
import {
  answeredRows,
  gatherAnswers,
  type GatheredAnswers,
  type MeasuredRows,
} from './gatherAnswers';
import { inputsOf, isSameModel } from './isSameModel';
import { measureBoxes } from './measureBoxes';
import type { PlanQuestion } from './PlanQuestion';
import { specOf } from './TypedTable';

/** One side of an evaluation, measured. */
export type MeasuredSide = {
  readonly result: Evaluation;
  /** Predictions with the labels of this side, as `PredictionWriter` writes them. */
  readonly run: string;
  readonly gathered: GatheredAnswers;
};

/** Of each side the figure is told; the interval is of their difference. A gate that the change is held to says how close it is. */
const INTERVALS = { before: 'left out', after: 'of gated figures' } as const;

/**
 * Measures one side by what is known of it, by what the side before says of rows
 * that are the same, and by running the model on the others.
 *
 * @param before - the side before, where this is the one after
 * @param of.folder - made here; what is left in it is the run
 * @returns undefined where there is no such side
 * @throws RangeError, ModelError, TableError saying why it cannot be measured
 */
export async function measureSide(
  sides: EvaluationSides,
  end: 'before' | 'after',
  before: MeasuredSide | undefined,
  of: {
    readonly folder: string;
    readonly onUnanswered?: PlanQuestion['onUnanswered'];
    onProgress(share: number): void;
  },
): Promise<MeasuredSide | undefined> {
  const asked = sides[end];
  const rows = rowsOf(sides, end);
  if (!asked || !rows) return undefined;
  const { folder } = of;
  await mkdir(folder, { recursive: true });
  const { side, spec } = asked;
  const { dataset } = rows;
  const seen =
    spec.predictions === undefined
      ? undefined
      : seenInTraining(side.manifest, spec);
  if (seen) throw new RangeError(seen);
  if (isDetection(dataset))
    return measureBoxes(
      sides,
      end,
      { table: rows.table, source: sides.data.sources[end], dataset },
      {
        folder,
        before: isHeldAgainst(spec) ? before : undefined,
        intervals: INTERVALS[end],
      },
    );
  const taken = takenOver(sides, end, before) ?? {
    known: await knownAnswers(
      side,
      spec,
      dataset,
      path.join(folder, 'known.parquet'),
    ),
  };
  const gathered = await gatherAnswers(rows, side, spec, {
    ...taken,
    ...of,
    asked: side.asked?.[end]?.[spec.name],
    onUnanswered:
      of.onUnanswered &&
      (found =>
        of.onUnanswered!({
          model: sides.model,
          end,
          evaluation: spec,
          ...found,
        })),
  });
  if (!gathered.answers)
    throw new RangeError(
      `Nothing says what ${sides.model} predicts: it cannot be run here, and no predictions are known. Name predictions in its manifest, or give a run of it.`,
    );
  const run = path.join(folder, 'run.parquet');
  const result = await measure(rows, asked, {
    answers: gathered.answers,
    table: specOf(
      await answeredRows(rows, gathered, path.join(folder, 'answered.parquet')),
    ),
    run,
    against: before?.run,
    intervals: INTERVALS[end],
  });
  return { result, run, gathered };
}

/** @throws RangeError where rows cannot be measured by what they are */
function rowsOf(
  { data }: EvaluationSides,
  end: 'before' | 'after',
): MeasuredRows | undefined {
  const [table, dataset] = [data[end], data.manifests[end]];
  if (!table || !dataset) return undefined;
  if (!isMeasurable(dataset))
    throw new RangeError(
      `${dataset.name} declares no key, label, split or classes, so nothing can be measured on it.`,
    );
  return { table, dataset };
}

/** What the side before says, where it is the same model and nobody knows better. */
function takenOver(
  { before: was, after: is, data, changes }: EvaluationSides,
  end: 'before' | 'after',
  before: MeasuredSide | undefined,
): Pick<Parameters<typeof gatherAnswers>[3], 'known' | 'changed'> | undefined {
  if (end === 'before' || !before?.gathered.answers || !was || !is)
    return undefined;
  const isRun =
    was.side !== is.side && is.side.runs?.[is.spec.name] !== undefined;
  const isSamePredictions = was.spec.predictions === is.spec.predictions;
  const isKnown = data.before === data.after || changes !== undefined;
  if (isRun || !isKnown || !isSamePredictions) return undefined;
  if (!isSameModel(was.side, is.side)) return undefined;
  return {
    known: before.gathered.answers,
    ...(changes === undefined
      ? {}
      : {
          changed: {
            file: changes,
            inputs: inputsOf(is.side.manifest, data.after!, data.roles),
          },
        }),
  };
}

function measure(
  { dataset }: MeasuredRows,
  { side: { manifest }, spec }: NonNullable<EvaluationSides['after']>,
  of: {
    readonly answers: Answers;
    readonly table: ReturnType<typeof specOf>;
    readonly run: string;
    readonly against?: string;
    readonly intervals: Intervals;
  },
): Promise<Evaluation> {
  const asked = {
    predictions: { path: of.answers.file, format: 'parquet' as const },
    name: `${manifest.name} on ${spec.split}`,
    classes: manifest.classes ?? dataset.classes ?? [],
    evaluation: spec,
    table: of.table,
    dataset,
    outPredictions: of.run,
    intervals: of.intervals,
    against:
      of.against !== undefined && isHeldAgainst(spec)
        ? {
            path: of.against,
            name: `${manifest.name} before`,
            threshold: manifest.threshold,
          }
        : undefined,
  };
  const task = otherTaskOf(dataset);
  return task === undefined
    ? evaluatePredictions({ ...asked, threshold: manifest.threshold })
    : evaluateTask({ ...asked, task });
}

/** Only gates on a fall need the other side, and its probabilities. */
function isHeldAgainst({ gates = [] }: EvaluationSpec): boolean {
  return gates.some(
    ({ maxDrop, regression }) => (maxDrop ?? regression) !== undefined,
  );
}
