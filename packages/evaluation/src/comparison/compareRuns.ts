import { GatheredPairs } from './GatheredPairs';
import { PairedRows, type PairQuestion } from './PairedRows';
import type { RunComparison } from './RunComparison';

/**
 * Compares the predictions of two runs of classifiers (Parquet as
 * `PredictionWriter` writes it), rows joined by key: every metric of both with
 * the paired difference, accuracy on every class and every value of the columns
 * that are named, which rows were fixed and broken. All p values are adjusted
 * together.
 *
 * @throws ModelError where no row is in both
 */
export async function compareRuns(
  question: PairQuestion,
): Promise<RunComparison> {
  const pairs = await PairedRows.open(question);
  try {
    const { classes, joined, unmatched } = pairs;
    const gathered = new GatheredPairs(classes, question, joined);
    for await (const rows of pairs.chunks()) gathered.add(rows);
    question.onProgress?.(0.4, `Resampling ${joined} rows`);
    return { unit: 'row', joined, unmatched, ...gathered.finish() };
  } finally {
    pairs.close();
  }
}
