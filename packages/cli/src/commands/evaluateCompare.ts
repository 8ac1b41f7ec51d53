import { localTableSpec } from '@greenroom/dataset';
import {
  type Compared,
  compareRuns,
  type PairQuestion,
  type RunComparison,
  sliceFeatures,
} from '@greenroom/evaluation';
import {
  isLabelled,
  isTabular,
  type Manifest,
  type ModelManifest,
  otherTaskOf,
} from '@greenroom/manifest';
import { Command, optional } from '../Command';
import { declaredIn } from '../declaredIn';
import { runFile } from '../evaluate/runFile';
import { textTable } from '../textTable';
import { UsageError } from '../UsageError';

type Classifier = ModelManifest & Required<Pick<ModelManifest, 'classes'>>;

function isClassifier(manifest: Manifest): manifest is Classifier {
  return (
    manifest.kind === 'Model' &&
    manifest.classes !== undefined &&
    otherTaskOf(manifest) === undefined
  );
}

/** The table that slices are of, and the columns it declares for them. */
async function slicedData(
  file: string | undefined,
): Promise<PairQuestion['data']> {
  if (file === undefined) return undefined;
  const dataset = await declaredIn(file, isLabelled, 'labelled data set');
  if (!isTabular(dataset))
    throw new UsageError(`${file} declares no table to slice.`);
  return {
    table: await localTableSpec(file, dataset),
    key: dataset.key,
    features: sliceFeatures(dataset),
  };
}

const FIGURES = [
  'before',
  'after',
  'difference',
  'low',
  'high',
  'p',
  'Holm',
  'BH',
];

/** `evaluate compare RUN_A RUN_B`: what changed between two runs on the same rows. */
export const evaluateCompare: Command = {
  usage:
    'evaluate compare RUN_A RUN_B --model MODEL.yaml [--dataset DATASET.yaml] [--format json]',
  options: { model: { type: 'string' }, dataset: { type: 'string' } },
  async run([before, after], flags) {
    if (!before || !after)
      throw new UsageError('Name two runs: the one before and the one after.');
    const model = optional(flags, 'model');
    if (!model)
      throw new UsageError(
        '--model is missing. Name the manifest of the model, which says the order of its classes.',
      );
    const { classes, threshold } = await declaredIn(
      model,
      isClassifier,
      'model with classes',
    );
    const runOf = async (run: string) => ({
      path: await runFile(run),
      name: run,
      classes,
      threshold,
    });
    const comparison = await compareRuns({
      before: await runOf(before),
      after: await runOf(after),
      data: await slicedData(optional(flags, 'dataset')),
    });
    const { changed, mcnemarP, joined, fixed, broken, ...more } = comparison;
    const { difference } = accuracyOf(comparison);
    const { negativeFlipRate, relabelled, metrics, slices } = more;
    const keysOf = (change: (typeof changed)[number]['change']) =>
      changed.filter(row => row.change === change).map(({ key }) => key);
    return {
      json: {
        ...more,
        delta: difference.value,
        interval: { low: difference.low, high: difference.high },
        mde: difference.mde,
        rows: joined,
        mcnemar: mcnemarP,
        fixed: keysOf('fixed'),
        broken: keysOf('broken'),
      },
      text: [
        `${fixed} rows fixed and ${broken} broken, of ${joined} in both; accuracy ${four(
          difference.value,
        )} (${four(difference.low)} to ${four(
          difference.high,
        )}), McNemar p ${four(mcnemarP)}, negative flip rate ${four(
          negativeFlipRate,
        )}`,
        ...(relabelled > 0
          ? [
              `${relabelled} rows have another label in each; each run is measured by its own.`,
            ]
          : []),
        textTable(
          ['metric', ...FIGURES],
          metrics.map(each => [each.metric, ...figuresOf(each)]),
        ),
        textTable(
          ['accuracy on', 'rows', ...FIGURES],
          slices.map(each => [
            `${each.feature} = ${each.value}`,
            each.size,
            ...figuresOf(each),
          ]),
        ),
      ].join('\n'),
    };
  },
};

function figuresOf({ before, after, difference }: Compared) {
  return [
    before,
    after,
    difference.value,
    difference.low,
    difference.high,
    difference.pValue,
    difference.holmP,
    difference.falseDiscoveryQ,
  ].map(four);
}

function four(value: number | undefined): number | string {
  return value === undefined ? '' : Number(value.toPrecision(4));
}

function accuracyOf({ metrics }: RunComparison): Compared {
  return metrics.find(({ metric }) => metric === 'accuracy')!;
}
