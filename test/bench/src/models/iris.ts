import type { Section } from '../Section';
import { evaluateFixture } from './evaluateFixture';
import { holdAccuracy } from './holdAccuracy';
import {
  dataFile,
  floatsOf,
  type ModelFixtures,
  referenceAccuracies,
} from './ModelFixtures';

const MODELS = ['logreg_iris.onnx', 'rf_iris.onnx', 'knn_iris.onnx'];
const WIDTH = 4;

/** Exports of scikit-learn's converter whose probabilities are a ZipMap: their labels are read. */
export const iris: Section<ModelFixtures> = {
  name: 'iris',
  async run(report, given) {
    const values = floatsOf(dataFile(given, 'iris_f32.bin'));
    const labels = dataFile(given, 'iris_y.bin');
    for (const model of MODELS) {
      const answer = await evaluateFixture(
        given,
        model,
        { values, labels },
        {
          classes: ['0', '1', '2'],
          preprocessing: {
            input: 'float_input',
            output: 'output_label',
            holds: 'labels',
            steps: [{ op: 'vector', column: 'x', length: WIDTH }],
          },
        },
      );
      const [reference] = referenceAccuracies(given, model);
      holdAccuracy(report, model, answer, reference);
    }
  },
};
