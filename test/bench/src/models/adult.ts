import { openTable } from '@greenroom/dataset';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Section } from '../Section';
import { evaluateFixture } from './evaluateFixture';
import { holdAccuracy } from './holdAccuracy';
import {
  dataFile,
  floatsOf,
  type ModelFixtures,
  referenceAccuracies,
} from './ModelFixtures';

const WIDTH = 92;
/** Probabilities of the second class: by the model, the output and its name in the reference. */
const MODELS = [
  ['adult_gbm.onnx', 'probabilities', 'gb'],
  ['adult_mlp.onnx', 'p1', 'mlp'],
  ['adult_lr.onnx', 'p1', 'lr'],
] as const;
/** Single precision, summed by another runtime in another order. */
const APART = 1e-5;

/** Boosted trees, a network and a linear model on the test rows of Adult, probabilities compared one by one. */
export const adult: Section<ModelFixtures> = {
  name: 'adult',
  async run(report, given) {
    const values = floatsOf(dataFile(given, 'adult_test_f32.bin.gz'));
    const labels = dataFile(given, 'adult_test_y.bin');
    const reference = JSON.parse(
      readFileSync(path.join(given.fixtures, 'models/adult_ref.json'), 'utf8'),
    ) as Readonly<Record<string, readonly number[]>>;
    for (const [model, output, name] of MODELS) {
      const answer = await evaluateFixture(
        given,
        model,
        { values, labels },
        {
          classes: ['<=50K', '>50K'],
          preprocessing: {
            input: 'input',
            output,
            steps: [{ op: 'vector', column: 'x', length: WIDTH }],
          },
        },
      );
      const [accuracy] = referenceAccuracies(given, model);
      holdAccuracy(report, model, answer, accuracy);
      const expected = reference[name];
      report.near(
        `${model}: the first ${expected.length} probabilities`,
        await secondClass(answer.predictions, expected.length),
        expected,
        APART,
      );
    }
  },
};

async function secondClass(file: string, rows: number): Promise<number[]> {
  const table = await openTable({ path: file });
  try {
    const found = await table.query(
      `SELECT p[2] AS p FROM t WHERE CAST(key AS INTEGER) < ${rows} ORDER BY CAST(key AS INTEGER)`,
    );
    return found.map(({ p }) => Number(p));
  } finally {
    table.close();
  }
}
