import type { Section } from '../Section';
import { evaluateFixture } from './evaluateFixture';
import { holdAccuracy } from './holdAccuracy';
import {
  dataFile,
  floatsOf,
  type ModelFixtures,
  referenceAccuracies,
} from './ModelFixtures';
import { openTable } from '@greenroom/dataset';

const MODEL = 'digits_mlp.onnx';
const WIDTH = 64;
/** The network was trained on pixels of 0 to 16. */
const LARGEST_PIXEL = 16;
const DIGITS = Array.from({ length: 10 }, (_, digit) => String(digit));
const SAMPLES = 3;

/** A network on small digits; fed another scale it is wrong in silence, and a sample says so. */
export const digits: Section<ModelFixtures> = {
  name: 'digits',
  async run(report, given) {
    const values = floatsOf(dataFile(given, 'digits_test_f32.bin'));
    const labels = dataFile(given, 'digits_test_y.bin');
    const evaluated = (scale: number, samples?: readonly object[]) =>
      evaluateFixture(
        given,
        MODEL,
        { values, labels },
        {
          classes: DIGITS,
          samples,
          preprocessing: {
            input: 'input',
            output: 'probs',
            steps: [{ op: 'vector', column: 'x', length: WIDTH, scale }],
          },
        },
      );
    const right = await evaluated(1);
    const [reference] = referenceAccuracies(given, MODEL);
    holdAccuracy(report, MODEL, right, reference);
    const samples = (await probabilities(right.predictions)).map(
      (expected, i) => ({
        row: { x: Array.from(values.subarray(i * WIDTH, (i + 1) * WIDTH)) },
        probabilities: expected,
      }),
    );
    const wrong = await evaluated(1 / LARGEST_PIXEL);
    report.print(
      `  fed 0..1 instead of 0..16, without samples: ${(
        100 * wrong.metrics.accuracy.value
      ).toFixed(2)} %, and nothing says so`,
    );
    await evaluated(1, samples);
    const said = await evaluated(1 / LARGEST_PIXEL, samples).then(
      () => 'nothing',
      (error: Error) => error.message,
    );
    report.same(
      'fed 0..1 with samples, the run is refused',
      /away from the expected probability/.test(said),
      true,
    );
  },
};

async function probabilities(file: string): Promise<number[][]> {
  const table = await openTable({ path: file });
  try {
    const rows = await table.query(
      `SELECT p FROM t ORDER BY CAST(key AS INTEGER) LIMIT ${SAMPLES}`,
    );
    return rows.map(({ p }) => p as number[]);
  } finally {
    table.close();
  }
}
