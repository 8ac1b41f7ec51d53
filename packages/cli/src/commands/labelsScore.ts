import { writeFile } from 'node:fs/promises';
import {
  OUTLIER_METHODS,
  OutlierMethod,
  SCORE_METHODS,
  ScoreMethod,
} from '@greenroom/label-quality';
import { Command, oneOf, optional } from '../Command';
import {
  LABEL_OPTIONS,
  LABEL_USAGE,
  OpenedLabels,
  openLabelStream,
} from '../labels/openLabelStream';
import { npyBytes } from '../npy/npyBytes';
import { UsageError } from '../UsageError';

const METHODS = [...SCORE_METHODS, ...OUTLIER_METHODS] as const;

type Method = ScoreMethod | OutlierMethod;

export const labelsScore: Command = {
  usage: `labels score ${LABEL_USAGE} [--method ${METHODS.join(
    '|',
  )}] [--adjust] [--out FILE.npy] [--format json]`,
  options: {
    ...LABEL_OPTIONS,
    method: { type: 'string' },
    adjust: { type: 'boolean' },
    out: { type: 'string' },
  },
  async run(_positionals, flags) {
    const method = oneOf(flags, 'method', METHODS) ?? 'self_confidence';
    if (flags.adjust === true && method === 'confidence_weighted_entropy') {
      throw new UsageError(
        'confidence_weighted_entropy is not defined for adjusted probabilities. Leave --adjust away or choose another method.',
      );
    }
    const opened = await openLabelStream(flags);
    try {
      const score = flags.adjust === true ? adjustedScore : plainScore;
      const scores = await score(opened, method);
      const { weights } = opened;
      const out = optional(flags, 'out');
      if (out) {
        await writeFile(out, npyBytes(scores, [scores.length]));
        return {
          json: { n: scores.length, method, weights, out },
          text: `${scores.length} scores are in ${out}.`,
        };
      }
      return {
        json: { scores: Array.from(scores), weights },
        text: Array.from(scores).join('\n'),
      };
    } finally {
      opened.stream.close();
    }
  },
};

/** Of an ensemble the weighted mean of its models' scores. */
async function meanOf(
  { n, sources, weights = [1] }: OpenedLabels,
  scoresOf: (model: number) => Promise<Float64Array>,
): Promise<Float64Array> {
  const mean = new Float64Array(n);
  for (let m = 0; m < sources.length; m++) {
    const scores = await scoresOf(m);
    for (let i = 0; i < n; i++) mean[i] += weights[m] * scores[i];
  }
  return mean;
}

function plainScore(
  opened: OpenedLabels,
  method: Method,
): Promise<Float64Array> {
  const { stream, classes, sources } = opened;
  return meanOf(opened, async m => {
    const model = { sources: [sources[m]], weights: [1] };
    const { accumulator } = await stream.run(
      'score',
      { classes, method },
      model,
    );
    return accumulator.finish();
  });
}

function adjustedScore(
  opened: OpenedLabels,
  method: Method,
): Promise<Float64Array> {
  const { stream, classes, sources } = opened;
  return meanOf(opened, async m => {
    const model = { sources: [sources[m]], weights: [1] };
    const first = await stream.run('confidence', { classes }, model);
    const { thresholds } = first.accumulator.finish();
    const { accumulator } = await stream.run(
      'score',
      { classes, method, thresholds },
      model,
    );
    return accumulator.finish();
  });
}
