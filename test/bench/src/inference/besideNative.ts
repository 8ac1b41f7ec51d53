import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { quantile } from '../machine';
import type { Section } from '../Section';
import type { InferenceBench } from './InferenceBench';
import { nativeRate, ourRate } from './rates';

const ROUNDS = 5;
const SECONDS = 3;
const BATCH = 1024;
const LEAST_SHARE = 0.95;

/** A call through the binding of Node costs some hundredths of a millisecond, whatever the model. */
const LEAST_SHARE_OF_TINY = 0.6;

/** Boosted trees, a network, and a linear model that needs a tenth of a millisecond for 1,024 rows; 92 numbers a row. */
const MODELS = [
  ['adult_gbm.onnx', 'probabilities', LEAST_SHARE],
  ['adult_mlp.onnx', 'p1', LEAST_SHARE],
  ['adult_lr.onnx', 'p1', LEAST_SHARE_OF_TINY],
] as const;
const WIDTH = 92;

/** Rows a second at batch 1,024: our two workers beside two threads of the native runtime, in turns. */
export const besideNative: Section<InferenceBench> = {
  name: 'native',
  async run(report, { fixtures, folder, python }) {
    const rows = path.join(folder, 'rows.f32');
    writeFileSync(
      rows,
      gunzipSync(
        readFileSync(path.join(fixtures, 'data/adult_test_f32.bin.gz')),
      ),
    );
    for (const [name, output, least] of MODELS) {
      const task = {
        model: path.join(fixtures, 'models', name),
        rows,
        width: WIDTH,
        output,
        batch: BATCH,
        seconds: SECONDS,
      };
      const ours: number[] = [];
      const theirs: number[] = [];
      let version = '';
      for (let round = 0; round < ROUNDS; round++) {
        // Who goes first changes, so that what else the machine does falls on both.
        if (round % 2 === 0) ours.push(await ourRate(task));
        if (python) {
          const native = nativeRate(python, task);
          theirs.push(native.rate);
          version = native.version;
        }
        if (round % 2 === 1) ours.push(await ourRate(task));
      }
      report.print(`  ${name}, ours: ${thousands(quantile(ours, 0.5))} rows/s`);
      if (!python) continue;
      report.print(
        `  ${name}, ONNX Runtime ${version}: ${thousands(
          quantile(theirs, 0.5),
        )} rows/s`,
      );
      const ratios = ours.map((rate, round) => rate / theirs[round]);
      report.print(
        `  ratios: ${ratios.map(ratio => ratio.toFixed(3)).join(', ')}`,
      );
      report.atLeast(
        `${name} at batch ${BATCH.toLocaleString('en')}`,
        quantile(ratios, 0.5),
        least,
        ' of the native runtime',
      );
    }
  },
};

function thousands(value: number): string {
  return Math.round(value).toLocaleString('en');
}
