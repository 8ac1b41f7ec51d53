import type { Section } from '../Section';
import { evaluateFixture } from './evaluateFixture';
import { holdAccuracy } from './holdAccuracy';
import {
  dataFile,
  type ModelFixtures,
  referenceAccuracies,
} from './ModelFixtures';

const MODEL = 'mnist-8.onnx';
const DIGITS = Array.from({ length: 10 }, (_, digit) => String(digit));
/** Heads of IDX files of pictures and of labels. */
const PICTURES_HEAD_BYTES = 16;
const LABELS_HEAD_BYTES = 8;
const SIDE = 28;

/** A published network that fixes its batch at one picture and ends with logits, on the test set of MNIST. */
export const mnist: Section<ModelFixtures> = {
  name: 'mnist',
  async run(report, given) {
    const values = dataFile(given, 't10k-images-idx3-ubyte.gz').subarray(
      PICTURES_HEAD_BYTES,
    );
    const labels = dataFile(given, 't10k-labels-idx1-ubyte.gz').subarray(
      LABELS_HEAD_BYTES,
    );
    const [ofPixels, ofShares] = referenceAccuracies(given, MODEL);
    for (const [range, scale, reference] of [
      ['0..255', 1, ofPixels],
      ['0..1', 1 / 255, ofShares],
    ] as const) {
      const answer = await evaluateFixture(
        given,
        MODEL,
        { values, labels },
        {
          classes: DIGITS,
          preprocessing: {
            input: 'Input3',
            output: 'Plus214_Output_0',
            holds: 'logits',
            steps: [
              {
                op: 'image',
                column: 'x',
                width: SIDE,
                height: SIDE,
                scale,
                layout: 'nchw',
              },
            ],
          },
        },
      );
      holdAccuracy(report, `${MODEL} fed ${range}`, answer, reference);
    }
  },
};
