import {
  openTable,
  type ParquetCell,
  type ParquetColumn,
  ParquetRows,
  type TableSpec,
} from '@greenroom/dataset';
import {
  type EvaluationSpec,
  isRegressor,
  type LabelledDataset,
  type RunnableModel,
} from '@greenroom/manifest';
import { checkSamples } from './checkSamples';
import { inputColumns } from './preprocessing/prepareInputs';
import type { NameOf } from './preprocessing/Preparation';
import type { InputRow } from './preprocessing/PreparedStep';
import { readSplit } from './readSplit';
import type { RowModel } from './RowModel';
import { rowsOfShard, type Shard } from './shards/rowsOfShard';
import { numbersOf } from './tasks/numbersOf';

/** What a manifest says of what its model tells. */
type Told = Pick<RunnableModel, 'preprocessing' | 'classes'> & {
  readonly task?: string;
};

/**
 * Writes what a model says of the labelled rows of a split, or of a shard of
 * them, as a file of predictions with keys (Parquet: `key`, `p`, or `predicted`
 * where it tells only labels or a number), for `evaluatePredictions` and
 * `mergeShards`.
 *
 * @param samples - JSON, as `checkSamples` takes it: held first
 * @throws ModelError, TableError naming file and remedy
 */
export async function predictRows(
  model: RowModel,
  {
    manifest,
    evaluation,
    table: spec,
    dataset,
    samples,
    shard = { index: 0, of: 1 },
    out,
    onProgress = () => {},
  }: {
    readonly manifest: Told;
    readonly evaluation: Pick<EvaluationSpec, 'split'>;
    readonly table: TableSpec;
    readonly dataset: Pick<LabelledDataset, 'key' | 'label' | 'split'>;
    readonly samples?: string;
    /** Default: all rows. */
    readonly shard?: Shard;
    readonly out: string;
    readonly onProgress?: (fraction: number) => void;
  },
): Promise<{ readonly rows: number }> {
  if (samples !== undefined) await checkSamples(model, manifest, samples);
  const { column, saidOf } = whatIsTold(manifest);
  const table = await openTable(spec);
  const written = await ParquetRows.open([
    { name: 'key', type: 'VARCHAR' },
    column,
  ]);
  try {
    const split = await readSplit(
      table,
      evaluation.split,
      dataset,
      inputColumns(manifest.preprocessing),
    );
    const nameOf = (row: InputRow) => `Row ${String(row[dataset.key])}`;
    const range = rowsOfShard(split.rows, shard);
    const count = range.to - range.from;
    if (range.from > 0) {
      // A size of pictures that no step says is that of the split's first row, in every shard.
      for await (const first of split.chunks({ from: 0, to: 1 }))
        await saidOf(model, first, nameOf);
    }
    let done = 0;
    for await (const rows of split.chunks(range)) {
      const said = await saidOf(model, rows, nameOf);
      await written.append(
        rows.map((row, i) => [String(row[dataset.key]), said[i]]),
      );
      done += rows.length;
      onProgress(done / count);
    }
    await written.finish(out);
    return { rows: count };
  } finally {
    table.close();
    await written.close();
  }
}

/** The column of what a model tells of each row, and its cells. */
function whatIsTold({ classes, preprocessing, task }: Told): {
  readonly column: ParquetColumn;
  saidOf(
    model: RowModel,
    rows: readonly InputRow[],
    nameOf: NameOf,
  ): Promise<readonly ParquetCell[]>;
} {
  if (isRegressor({ task }))
    return {
      column: { name: 'predicted', type: 'DOUBLE' },
      saidOf: (model, rows, nameOf) =>
        numbersOf(model, rows, preprocessing.output, nameOf),
    };
  const k = classes.length;
  const { holds } = preprocessing;
  const tellsLabels = holds === 'labels' || holds === 'indices';
  return {
    column: tellsLabels
      ? { name: 'predicted', type: 'VARCHAR' }
      : { name: 'p', type: 'DOUBLE[]' },
    async saidOf(model, rows, nameOf) {
      const { p } = await model.classify(rows, nameOf);
      return rows.map((_, i) => {
        const of = p.subarray(i * k, (i + 1) * k);
        return tellsLabels ? classes[of.indexOf(1)] : of;
      });
    },
  };
}
