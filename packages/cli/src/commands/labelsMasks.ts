import {
  findMaskIssues,
  MaskImages,
  scoreMasks,
} from '@greenroom/label-quality';
import { Command, numeric, optional, required } from '../Command';
import {
  PREDICTED_ON_OPTION,
  PREDICTED_ON_USAGE,
  refuseTrainedOn,
} from '../labels/predictedOn';
import { NpyRows } from '../npy/NpyRows';
import { Progress } from '../Progress';
import { ClassNames } from '../tasks/ClassNames';
import { PRINTED_ISSUES } from '../tasks/firstRows';
import { textTable } from '../textTable';
import { UsageError } from '../UsageError';

/** Each picture is scored once and looked through three times. */
const PASSES = 4;

export const labelsMasks: Command = {
  usage: `labels masks --labels FILE.npy --pred-probs FILE.npy [--classes A,B,C] [--downsample 1] [--temperature 0.1] ${PREDICTED_ON_USAGE} [--format json]`,
  options: {
    ...PREDICTED_ON_OPTION,
    labels: { type: 'string' },
    'pred-probs': { type: 'string' },
    classes: { type: 'string' },
    downsample: { type: 'string' },
    temperature: { type: 'string' },
  },
  async run(_positionals, flags) {
    refuseTrainedOn(flags);
    const names = ClassNames.ofFlag(optional(flags, 'classes'));
    const labels = NpyRows.open(required(flags, 'labels'), 3);
    try {
      const probs = NpyRows.open(required(flags, 'pred-probs'), 4);
      try {
        return judge(masksOf(labels, probs, names), names, {
          factor: numeric(flags, 'downsample'),
          temperature: temperatureOf(numeric(flags, 'temperature')),
        });
      } finally {
        probs.close();
      }
    } finally {
      labels.close();
    }
  },
};

function temperatureOf(value: number | undefined): number | undefined {
  if (value === undefined || value > 0) return value;
  throw new UsageError(`--temperature is ${value}; give one above 0.`);
}

/** @throws UsageError where the files do not fit */
function masksOf(
  labels: NpyRows,
  probs: NpyRows,
  names: ClassNames,
): MaskImages {
  const [images, height, width] = labels.shape;
  const [n, classes, h, w] = probs.shape;
  if (n !== images || h !== height || w !== width)
    throw new UsageError(
      `${labels.name} has ${images} pictures of ${height} x ${width} and ${probs.name} ${n} of ${h} x ${w}. Labels are pictures x height x width, probabilities pictures x classes x height x width.`,
    );
  names.check(classes);
  return {
    images,
    classes,
    height,
    width,
    imageAt: i => ({
      labels: Int32Array.from(labels.read(i, 1)),
      predProbs: probs.read(i, 1),
    }),
  };
}

function judge(
  masks: MaskImages,
  names: ClassNames,
  options: { readonly factor?: number; readonly temperature?: number },
) {
  const progress = new Progress('Pictures', PASSES * masks.images);
  const scores = scoreMasks({
    ...masks,
    ...options,
    onImage: done => progress.at(done),
  });
  const { pixels, common } = findMaskIssues({
    ...masks,
    ...options,
    onImage: done => progress.at(masks.images + done),
  });
  progress.end();
  const issues = pixels
    .map((found, image) => ({
      image,
      score: scores[image],
      pixels: Array.from(found),
    }))
    .filter(issue => issue.pixels.length > 0)
    .sort((a, b) => a.score - b.score || a.image - b.image);
  return {
    json: {
      images: masks.images,
      classes: masks.classes,
      height: masks.height,
      width: masks.width,
      scores: Array.from(scores),
      /** Pixels are row x width + column. */
      issues,
      common,
    },
    text: [
      `${issues.length} of ${masks.images} pictures have doubtful pixels.`,
      textTable(
        ['picture', 'score', 'doubtful pixels'],
        issues
          .slice(0, PRINTED_ISSUES)
          .map(issue => [
            issue.image,
            Number(issue.score.toFixed(4)),
            issue.pixels.length,
          ]),
      ),
      ...common
        .slice(0, PRINTED_ISSUES)
        .map(
          ({ given, suggested, pixels: count }) =>
            `${names.nameOf(given)} looks like ${names.nameOf(
              suggested,
            )} in ${count} pixels.`,
        ),
    ].join('\n'),
  };
}
