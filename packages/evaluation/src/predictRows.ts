import { openTable, ParquetRows, type TableSpec } from '@greenroom/dataset';
import type {
  EvaluationSpec,
  LabelledDataset,
  RunnableModel,
} from '@greenroom/manifest';
import { checkSamples } from './checkSamples';
import { inputColumns } from './preprocessing/prepareInputs';
import { readSplit } from './readSplit';
import type { RowModel } from './RowModel';

/**
 * Writes what a model says of the labelled rows of a split, as a file of
 * predictions with keys (Parquet: `key`, `p`, or `predicted` where it tells only
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
    out,
    onProgress = () => {},
  }: {
    readonly manifest: Pick<RunnableModel, 'preprocessing' | 'classes'>;
    readonly evaluation: Pick<EvaluationSpec, 'split'>;
    readonly table: TableSpec;
    readonly dataset: Pick<LabelledDataset, 'key' | 'label' | 'split'>;
    readonly samples?: string;
    readonly out: string;
    readonly onProgress?: (fraction: number) => void;
  },
): Promise<void> {
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
    let done = 0;
    for await (const rows of split.chunks()) {
      const { p } = await model.classify(
        rows,
        row => `Row ${String(row[dataset.key])}`,
      );
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
      onProgress(done / split.rows);
    }
    await written.finish(out);
  } finally {
    table.close();
    await written.close();
  }
}
