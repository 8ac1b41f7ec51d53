import { openTable } from '@greenroom/dataset';
import { rm, writeFile } from 'node:fs/promises';

export type Prediction = {
  readonly key: string;
  readonly split: string;
  readonly given: string;
  readonly predicted: string;
  /** In the order of the classes. */
  readonly p: ArrayLike<number>;
};

/** Writes predictions as Parquet: key, split, given, predicted, p. */
export async function writePredictions(
  predictions: readonly Prediction[],
  file: string,
): Promise<void> {
  const lines = `${file}.jsonl`;
  await writeFile(
    lines,
    predictions
      .map(
        row =>
          `${JSON.stringify({
            ...row,
            p: Array.from(row.p, value => Number(value)),
          })}\n`,
      )
      .join(''),
  );
  const table = await openTable({
    path: lines,
    format: 'jsonl',
    columns: ['key', 'split', 'given', 'predicted'].map(name => ({
      name,
      type: 'string',
    })),
  });
  try {
    await table.writeParquet(file);
  } finally {
    table.close();
    await rm(lines, { force: true });
  }
}
