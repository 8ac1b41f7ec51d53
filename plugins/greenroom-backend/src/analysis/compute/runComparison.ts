import { ParquetRows } from '@greenroom/dataset';
import {
  type ChangedRow,
  compareDetections,
  compareRuns,
  type ComparedRun,
  type RunComparison,
  type SliceFeature,
} from '@greenroom/evaluation';
import path from 'node:path';

/** Predictions and table are our own artifacts. */
export type RunComparisonInput = {
  readonly unit: RunComparison['unit'];
  readonly before: ComparedRun;
  readonly after: ComparedRun;
  readonly data: {
    readonly table: string;
    readonly key: string;
    readonly features: readonly SliceFeature[];
  };
};

/** What a comparison of runs says of no row by itself. */
export type ComparedRuns = Omit<RunComparison, 'changed'>;

/** Leaves `changed.parquet`: the rows that one run got right and the other wrong. */
export async function runComparison(
  { unit, before, after, data }: RunComparisonInput,
  outDirectory: string,
  tell: (fraction: number, message?: string) => void,
): Promise<ComparedRuns> {
  tell(0.1, unit === 'row' ? 'Joining predictions by row' : 'Joining pictures');
  const { changed, ...compared } =
    unit === 'picture'
      ? await compareDetections(before, after)
      : await compareRuns({
          before,
          after,
          data: { ...data, table: { path: data.table, format: 'parquet' } },
          onProgress: tell,
        });
  await writeChanged(changed, path.join(outDirectory, 'changed.parquet'));
  return compared;
}

const SIDES = ['before', 'after'] as const;
const COUNTS = ['right', 'missed', 'wrong'] as const;

async function writeChanged(
  changed: readonly ChangedRow[],
  file: string,
): Promise<void> {
  const written = await ParquetRows.open([
    { name: 'key', type: 'VARCHAR' },
    { name: 'change', type: 'VARCHAR' },
    ...SIDES.flatMap(side =>
      COUNTS.map(count => ({
        name: `${side}_${count}`,
        type: 'DOUBLE' as const,
      })),
    ),
  ]);
  try {
    await written.append(
      changed.map(row => [
        row.key,
        row.change,
        ...SIDES.flatMap(side =>
          COUNTS.map(count => row[side]?.[count] ?? null),
        ),
      ]),
    );
    await written.finish(file);
  } finally {
    await written.close();
  }
}
