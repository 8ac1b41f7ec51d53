import type { TestFiles } from '@greenroom/test-sources';
import { onnx } from 'onnx-proto';

/** All of the split `test`. */
export const ROWS = 40;
const dataset = (version: string) => `apiVersion: greenroom.dev/v1alpha1
kind: Dataset
metadata: { name: heights }
spec:
  version: "${version}"
  task: tabular-classification
  table: { path: heights.csv }
  key: id
  label: size
  split: split
  classes: [small, tall]
`;

/** How rows become inputs, and how they are decided. */
type Fitting = {
  /** Is taken off the height. */
  readonly mean?: number;
  /** Probability from which on a row is tall. */
  readonly decidedFrom?: number;
};

const model = (
  version: string,
  { mean = 0, decidedFrom }: Fitting = {},
) => `apiVersion: greenroom.dev/v1alpha1
kind: Model
metadata: { name: sizer }
spec:
  version: "${version}"
  task: tabular-classification
  model: { path: model.onnx }
  classes: [small, tall]${
    decidedFrom === undefined ? '' : `\n  threshold: ${decidedFrom}`
  }
  preprocessing:
    input: x
    output: p
    steps: [{ op: numbers, columns: [height], mean: [${mean}], scale: [1] }]
  evaluations:
    - { name: held-out, dataset: heights, split: test, metrics: [accuracy] }
`;

/** Tall above this height. */
export const TRUE_HEIGHT = 20;

function csv(mislabelled: number): string {
  return [
    'id,split,height,size',
    ...Array.from({ length: ROWS }, (_, i) => {
      const isTall = i >= TRUE_HEIGHT !== i < mislabelled;
      return `r${i},test,${i},${isTall ? 'tall' : 'small'}`;
    }),
  ].join('\n');
}

/** Says tall from a height on: softmax((0, height - threshold + 0.5)). */
function modelFrom(threshold: number): Buffer {
  const side = (name: string, columns: number) => ({
    name,
    type: {
      tensorType: {
        elemType: 1,
        shape: { dim: [{ dimParam: 'n' }, { dimValue: columns }] },
      },
    },
  });
  const floats = (name: string, dims: number[], floatData: number[]) => ({
    name,
    dims,
    dataType: 1,
    floatData,
  });
  return Buffer.from(
    onnx.ModelProto.encode({
      irVersion: 8,
      opsetImport: [{ domain: '', version: 13 }],
      graph: {
        name: 'g',
        node: [
          { opType: 'MatMul', input: ['x', 'w'], output: ['product'] },
          { opType: 'Add', input: ['product', 'b'], output: ['sum'] },
          { opType: 'Softmax', input: ['sum'], output: ['p'] },
        ],
        initializer: [
          floats('w', [1, 2], [0, 1]),
          floats('b', [2], [0, 0.5 - threshold]),
        ],
        input: [side('x', 1)],
        output: [side('p', 2)],
      },
    }).finish(),
  );
}

/** A data set of which the first so many are labelled wrong, and a model that says tall from a height on. */
export function heights(
  semver: string,
  { mislabelled, threshold }: { mislabelled: number; threshold: number },
): TestFiles {
  return {
    'data/greenroom.yaml': dataset(semver),
    'data/heights.csv': csv(mislabelled),
    'model/greenroom.yaml': model(semver),
    'model/model.onnx': modelFrom(threshold),
  };
}

/** The model alone: it says tall where the height less its mean reaches the threshold. */
export function sizer(
  semver: string,
  { threshold, ...fitting }: Fitting & { readonly threshold: number },
): TestFiles {
  return {
    'model/greenroom.yaml': model(semver, fitting),
    'model/model.onnx': modelFrom(threshold),
  };
}
