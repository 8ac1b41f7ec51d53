import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { runGreenroom } from '../runMeasured';
import type { Section } from '../Section';
import { writeManifest } from '../writeManifest';
import type { InferenceBench } from './InferenceBench';
import { makeTable } from './makeTable';
import { scoringModel } from './scoringModel';

const COLUMNS = 8;
const SIZES = [100_000, 1_000_000];
/** Metrics keep some tens of bytes a row, and the bootstrap its draws; rows themselves do not stay. */
const MOST_GROWTH_MEGABYTES = 600;
const CLASSES = ['no', 'yes'];

/** Whole evaluations by the command line: rows a second and memory, as tables grow. */
export const growth: Section<InferenceBench> = {
  name: 'growth',
  async run(report, { folder }) {
    const inputs = Array.from({ length: COLUMNS }, (_, i) => `c${i}`);
    writeFileSync(path.join(folder, 'model.onnx'), scoringModel(COLUMNS));
    writeManifest(path.join(folder, 'model.yaml'), 'Model', {
      task: 'tabular-classification',
      model: { path: 'model.onnx' },
      classes: CLASSES,
      preprocessing: {
        input: 'x',
        output: 'p',
        steps: [{ op: 'numbers', columns: inputs }],
      },
      evaluations: [{ name: 'test', dataset: 'rows', split: 'test' }],
    });
    const peaks: number[] = [];
    for (const rows of SIZES) {
      const table = path.join(folder, `${rows}.parquet`);
      await makeTable(table, rows, inputs);
      const dataset = path.join(folder, `${rows}.yaml`);
      writeManifest(dataset, 'Dataset', {
        table: { path: path.basename(table) },
        key: 'key',
        label: 'label',
        split: 'split',
        classes: CLASSES,
      });
      const { answer, run } = await runGreenroom<{
        readonly rows: number;
        readonly seconds: number;
      }>(
        'evaluate',
        path.join(folder, 'model.yaml'),
        '--dataset',
        dataset,
        '--out',
        path.join(folder, 'out'),
      );
      peaks.push(run.peakMegabytes);
      report.print(
        `  ${answer.rows.toLocaleString('en')} rows: ${Math.round(
          answer.rows / answer.seconds,
        ).toLocaleString('en')} rows/s from Parquet to predictions, peak ${
          run.peakMegabytes
        } MB`,
      );
    }
    report.atMost(
      `growth of memory from ${SIZES[0].toLocaleString('en')} to ${SIZES.at(
        -1,
      )?.toLocaleString('en')} rows`,
      peaks[peaks.length - 1] - peaks[0],
      MOST_GROWTH_MEGABYTES,
      ' MB',
    );
  },
};
