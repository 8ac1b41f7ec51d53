import { writeFile } from 'node:fs/promises';
import { knnProbe, PROBES, softmaxProbe } from '@greenroom/label-quality';
import { Command, numeric, oneOf, required } from '../Command';
import { readLabels } from '../labels/readLabels';
import { npyBytes } from '../npy/npyBytes';
import { readArray } from '../readArray';
import { UsageError } from '../UsageError';

const DEFAULT_FOLDS = 5;

export const labelsProbe: Command = {
  usage:
    'labels probe --features ARRAY --labels ARRAY [--folds 5] [--kind softmax|knn] [--neighbours 10] [--seed 1] --out FILE.npy [--format json]',
  options: {
    features: { type: 'string' },
    labels: { type: 'string' },
    folds: { type: 'string' },
    kind: { type: 'string' },
    neighbours: { type: 'string' },
    seed: { type: 'string' },
    out: { type: 'string' },
  },
  async run(_positionals, flags) {
    const featuresName = required(flags, 'features');
    const labelsName = required(flags, 'labels');
    const out = required(flags, 'out');
    const kind = oneOf(flags, 'kind', PROBES) ?? 'softmax';
    const { labels, classNames } = await readLabels(labelsName);
    const { values: features, shape } = await readArray(featuresName);
    if (shape[0] !== labels.length) {
      throw new UsageError(
        `There are ${labels.length} labels and ${shape[0]} rows of features in ${featuresName}. Join them by key first.`,
      );
    }
    const question = {
      features,
      labels,
      classes: classNames?.length ?? highest(labels) + 1,
      folds: numeric(flags, 'folds') ?? DEFAULT_FOLDS,
      seed: numeric(flags, 'seed'),
    };
    const { predProbs, logLoss, accuracy } =
      kind === 'knn'
        ? knnProbe({ ...question, neighbours: numeric(flags, 'neighbours') })
        : softmaxProbe(question);
    const { classes, folds } = question;
    await writeFile(out, npyBytes(predProbs, [labels.length, classes]));
    return {
      json: {
        logLoss,
        accuracy,
        n: labels.length,
        classes,
        classNames,
        kind,
        folds,
        out,
      },
      text: `Out-of-fold probabilities of ${
        labels.length
      } rows are in ${out} (${kind}, ${folds} folds, accuracy ${accuracy.toFixed(
        4,
      )}, log loss ${logLoss.toFixed(4)}).`,
    };
  },
};

function highest(labels: Int32Array): number {
  return labels.reduce((max, label) => Math.max(max, label), 0);
}
