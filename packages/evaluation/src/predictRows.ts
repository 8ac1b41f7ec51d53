import { openTable, ParquetRows, type TableSpec } from '@greenroom/dataset';
import type {
  EvaluationSpec,
  LabelledDataset,
  RunnableModel,
} from '@greenroom/manifest';
import { checkSamples } from './checkSamples';
import { inputColumns } from './preprocessing/prepareInputs';
import type { InputRow } from './preprocessing/PreparedStep';
import { readSplit } from './readSplit';
import type { RowModel } from './RowModel';
import { rowsOfShard, type Shard } from './shards/rowsOfShard';

/**
 * Writes what a model says of the labelled rows of a split, or of a shard of
 * them, as a file of predictions with keys (Parquet: `key`, `p`, or `predicted` where it tells only
 * labels), for `evaluatePredictions`.
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
    readonly manifest: Pick<RunnableModel, 'preprocessing' | 'classes'>;
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
  const { classes, preprocessing } = manifest;
  const k = classes.length;
  const tellsLabels =
    preprocessing.holds === 'labels' || preprocessing.holds === 'indices';
  const table = await openTable(spec);
  const written = await ParquetRows.open([
    { name: 'key', type: 'VARCHAR' },
    tellsLabels
      ? { name: 'predicted', type: 'VARCHAR' }
      : { name: 'p', type: 'DOUBLE[]' },
  ]);
  try {
    const split = await readSplit(
      table,
      evaluation.split,
      dataset,
      inputColumns(preprocessing),
    );
    const nameOf = (row: InputRow) => `Row ${String(row[dataset.key])}`;
    const range = rowsOfShard(split.rows, shard);
    const count = range.to - range.from;
    if (range.from > 0) {
      // A size of pictures that no step says is that of the split's first row, in every shard.
      for await (const first of split.chunks({ from: 0, to: 1 }))
        await model.classify(first, nameOf);
    }
    let done = 0;
    for await (const rows of split.chunks(range)) {
      const { p } = await model.classify(rows, nameOf);
      await written.append(
        rows.map((row, i) => {
          const of = p.subarray(i * k, (i + 1) * k);
          return [
            String(row[dataset.key]),
            tellsLabels ? classes[of.indexOf(1)] : of,
          ];
        }),
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
