import type { Figure } from '@greenroom/evaluation';
import { stringify } from 'yaml';
import type { ModelSpec } from './modelSpecs';
import { texts } from './SeedRepository';
import type { TrainedModel } from './trainModel';

/** What the organisation asks of each card. */
const CARD_TEMPLATE = `apiVersion: greenroom.dev/v1alpha1
kind: CardTemplate
metadata: { name: northlight, title: Northlight's own }
spec:
  points:
    - { point: purpose, title: What it is for, headings: [Intended use], hint: 'Who uses it, for what.' }
    - { point: figures, title: Figures, headings: [Figures], hint: 'With intervals, on audited labels.' }
    - { point: limits, title: Limits, headings: [Limits], hint: 'Where it fails.' }
    - { point: contact, title: Whom to ask, headings: [Contact], hint: 'A team that answers.' }
`;

/** Where a model was trained. */
export type Provenance = {
  readonly version: string;
  readonly datasetVersion?: string;
  readonly datasetRevision: string;
};

/** All files of a model's repository at a version. */
export function modelFiles(
  spec: ModelSpec,
  trained: TrainedModel,
  provenance: Provenance,
): Record<string, Buffer> {
  return {
    ...texts({
      'greenroom.yaml': manifest(spec, provenance),
      'README.md': card(spec, trained, provenance),
      '.greenroom/card-templates/northlight.yaml': CARD_TEMPLATE,
      '.github/CODEOWNERS': `# Who is asked for a review.\n* @northlight/${spec.team}\n`,
      '.github/workflows/retrain.yml': workflow(spec),
    }),
    'model/model.onnx': trained.onnx,
    'model/out-of-fold.csv': trained.outOfFold,
    'model/samples.json': trained.samples,
  };
}

function manifest(
  spec: ModelSpec,
  { version, datasetVersion, datasetRevision }: Provenance,
): string {
  const link = { dataset: spec.dataset, repository: spec.dataRepository };
  const threshold = spec.thresholds?.[version.startsWith('1.') ? 1 : 2];
  const document = {
    apiVersion: 'greenroom.dev/v1alpha1',
    kind: 'Model',
    metadata: {
      name: spec.name,
      title: spec.title,
      description: spec.description,
      owner: spec.owner,
      system: spec.system,
      tags: spec.tags,
    },
    spec: {
      version,
      license: 'Apache-2.0',
      task: spec.task,
      model: { path: 'model/model.onnx', format: 'onnx' },
      card: 'README.md',
      classes: spec.classes,
      trainedOn: {
        ...link,
        ...(datasetVersion ? { version: datasetVersion } : {}),
        revision: datasetRevision,
        split: 'train',
      },
      preprocessing: spec.preprocessing,
      ...(threshold === undefined ? {} : { threshold }),
      predictions: { outOfFold: 'model/out-of-fold.csv' },
      evaluations: [
        { name: 'test', ...link, split: 'test', ...spec.test },
        ...(spec.validation === 'evaluated'
          ? [
              {
                name: 'validation',
                ...link,
                split: 'validation',
                metrics: spec.test.metrics,
              },
            ]
          : []),
      ],
      training: { workflow: 'retrain.yml', ref: 'main' },
    },
  };
  return `# Greenroom reads this file; what the model must reach stands under evaluations.\n${stringify(
    document,
    { lineWidth: 0 },
  )}`;
}

function between(
  { value, low = value, high = value }: Figure,
  write: (value: number) => string,
): string {
  return `${write(low)} to ${write(high)}`;
}

function card(
  spec: ModelSpec,
  trained: TrainedModel,
  provenance: Provenance,
): string {
  const { accuracy, macroF1, logLoss } = trained.figures;
  const front = {
    license: 'apache-2.0',
    library_name: 'onnx',
    tags: spec.tags,
    datasets: [spec.dataRepository],
    'model-index': [
      {
        name: spec.name,
        results: [
          {
            task: { type: spec.hubTask },
            dataset: {
              name: spec.dataset,
              type: spec.dataRepository,
              split: 'test',
            },
            metrics: [
              { type: 'accuracy', value: round(accuracy.value) },
              { type: 'f1', name: 'macro F1', value: round(macroF1.value) },
            ],
          },
        ],
      },
    ],
  };
  const percent = (value: number) => (100 * value).toFixed(1);
  const thousandths = (value: number) => value.toFixed(3);
  const kind = provenance.version.startsWith('1.')
    ? 'A softmax regression'
    : 'A network with one hidden layer';
  return `---
${stringify(front)}---

# ${spec.title}

${spec.description}

${kind}, version ${
    provenance.version
  }, trained on ${trained.trainRows.toLocaleString('en-GB')} rows of \`${
    spec.dataset
  }\`${
    provenance.datasetVersion ? ` ${provenance.datasetVersion}` : ''
  } at revision \`${provenance.datasetRevision.slice(0, 7)}\`.

## Intended use

${spec.intendedUse}

## Figures

Measured on the ${accuracy.n.toLocaleString(
    'en-GB',
  )} test rows, whose labels two people audited; 95 % intervals.

| metric | value | interval |
|---|--:|---|
| accuracy | ${percent(accuracy.value)} % | ${between(accuracy, percent)} % |
| macro F1 | ${percent(macroF1.value)} % | ${between(macroF1, percent)} % |
| log loss | ${thousandths(logLoss.value)} | ${between(logLoss, thousandths)} |

## Limits

${spec.limits}
`;
}

function round(value: number): number {
  return Number(value.toFixed(4));
}

function workflow({ name }: ModelSpec): string {
  return `name: retrain
# By the revision, Greenroom knows whose run it is.
run-name: Train on \${{ inputs.dataset_repository }}@\${{ inputs.dataset_revision }}
on:
  workflow_dispatch:
    inputs:
      dataset_repository:
        description: The repository of the data set
        required: true
      dataset_revision:
        description: The commit to train on
        required: true
jobs:
  train:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: actions/checkout@v4
        with:
          repository: \${{ inputs.dataset_repository }}
          ref: \${{ inputs.dataset_revision }}
          path: dataset
      - run: npx northlight-train ${name} --data dataset --commit
`;
}
