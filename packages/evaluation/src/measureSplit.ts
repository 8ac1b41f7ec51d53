import { openTable, type Table } from '@greenroom/dataset';
import type { LabelledDataset, RunnableModel } from '@greenroom/manifest';
import type { Evaluation } from './Evaluation';
import type { EvaluationQuestion } from './evaluateModel';
import { comparesSlices } from './gates/SliceMeasure';
import type { Intervals } from './metrics/intervals/intervalsWanted';
import { PredictionWriter } from './PredictionWriter';
import { readBaseline } from './readBaseline';
import type { Split } from './readSplit';
import type { RowModel } from './RowModel';
import { runColumns } from './runColumns';
import { RunMeasure } from './RunMeasure';
import { DerivedCells } from './slices/DerivedCells';
import { gatedConditions } from './slices/gatedConditions';

/** Who says something of each row. */
type Teller = Pick<RowModel, 'classify'> & {
  /** Where it may have more to say than there are rows. */
  assertUsedUp?(): Promise<void>;
};

type SplitQuestion = Pick<
  EvaluationQuestion,
  | 'evaluation'
  | 'table'
  | 'outPredictions'
  | 'against'
  | 'onProgress'
  | 'signal'
> &
  Pick<RunnableModel, 'threshold'> & {
    readonly classes: readonly string[];
    readonly intervals?: Intervals;
    readonly dataset: Pick<LabelledDataset, 'key' | 'label' | 'columns'>;
    /** @param beside - columns that gates and groups look at */
    readSplit(
      table: Table,
      beside: readonly string[],
    ): Promise<Pick<Split, 'rows'> & { chunks(): ReturnType<Split['chunks']> }>;
  };

/**
 * Measures what is said of a split chunk by chunk, and writes predictions as
 * they are made.
 *
 * @throws ModelError, TableError naming file and remedy
 */
export async function measureSplit(
  teller: Teller,
  question: SplitQuestion,
): Promise<Omit<Evaluation, 'seconds'>> {
  const { classes, threshold, evaluation, dataset, outPredictions } = question;
  const tell = (fraction: number, message: string) => {
    question.signal?.throwIfAborted();
    question.onProgress?.(fraction, message);
  };
  tell(0.15, 'Reading rows');
  const table = await openTable(question.table);
  const writer = outPredictions ? await PredictionWriter.open() : undefined;
  try {
    const beside = runColumns(evaluation, dataset);
    const split = await question.readSplit(table, beside);
    const { rows: count } = split;
    const run = new RunMeasure({
      classes,
      threshold,
      evaluation,
      dataset,
      rows: count,
      intervals: question.intervals,
    });
    const nameOf = (row: Readonly<Record<string, unknown>>) =>
      `Row ${String(row[dataset.key])}`;
    const derived = new DerivedCells(
      gatedConditions(evaluation, dataset),
      dataset.columns,
    );
    for await (const rows of split.chunks()) {
      const said = await teller.classify(rows, nameOf);
      const predictions = run.add(await derived.of(rows), said);
      await writer?.append(predictions);
      tell(0.2 + 0.7 * run.share, `Measuring ${count} rows`);
    }
    await teller.assertUsedUp?.();
    tell(0.95, 'Measuring');
    if (outPredictions) await writer?.finish(outPredictions);
    return run.finish(
      question.against &&
        (await readBaseline(
          question.against,
          classes,
          comparesSlices(evaluation.gates) ? 'kept' : 'left out',
        )),
    );
  } finally {
    table.close();
    await writer?.close();
  }
}
