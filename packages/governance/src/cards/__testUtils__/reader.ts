import { type ModelManifest, readManifest } from '@greenroom/manifest';
import type { MeasuredRun } from '../MeasuredRun';

const MANIFEST = `apiVersion: greenroom.dev/v1alpha1
kind: Model
metadata: { name: digit-reader }
spec:
  version: 2.0.0
  license: Apache-2.0
  task: image-classification
  model: { path: model.onnx, format: onnx }
  card: README.md
  classes: ['0', '1']
  preprocessing: { input: x, output: y, steps: [{ op: numbers, columns: [a], mean: [0], scale: [1] }] }
  evaluations:
    - { name: test, dataset: digits, split: test, metrics: [accuracy, macroF1, logLoss] }
    - { name: validation, dataset: digits, split: validation, metrics: [accuracy] }
`;

/** A model with two evaluations. */
export function reader(): ModelManifest {
  const read = readManifest('greenroom.yaml', MANIFEST);
  if (!read.ok) throw new Error(read.errors[0].message);
  return read.assets[0] as ModelManifest;
}

/** What the model reaches on its test rows, as it is. */
export const RUN: MeasuredRun = {
  evaluation: 'test',
  dataset: 'digits',
  repository: 'northlight/digits-data',
  split: 'test',
  of: 'digit-reader 2.0.0 on digits 1.0.0',
  modelVersion: '2.0.0',
  pins: { model: 'git:aa', data: 'gr2:bb', spec: 'cc', engine: 'e3' },
  isCurrent: true,
  rows: 1000,
  metrics: ['accuracy', 'macroF1', 'logLoss'],
  figures: {
    accuracy: { value: 0.9412, low: 0.9249, high: 0.9541 },
    macroF1: { value: 0.94051, low: 0.9243, high: 0.9538 },
    logLoss: { value: 0.2104, low: 0.18, high: 0.245 },
  },
};

/** What the version before it reached. */
export const OLD_RUN: MeasuredRun = {
  ...RUN,
  of: 'digit-reader 1.0.0 on digits 1.0.0',
  modelVersion: '1.0.0',
  pins: { ...RUN.pins, model: 'git:99' },
  isCurrent: false,
  figures: { accuracy: { value: 0.92, low: 0.9015, high: 0.9352 } },
};

export function cardWith(parts: {
  readonly accuracy?: string;
  readonly body?: string;
}): string {
  const { accuracy = '0.9412', body = '' } = parts;
  return `---
license: apache-2.0
model-index:
  - name: digit-reader
    results:
      - task: { type: image-classification }
        dataset: { name: digits, type: northlight/digits-data, split: test }
        metrics:
          - { type: accuracy, value: ${accuracy} }
---

# Digit reader

Reads handwritten digits from photographs of meters.

${body}
`;
}
