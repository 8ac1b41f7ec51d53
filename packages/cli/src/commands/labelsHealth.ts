import {
  FILTER_DEFAULTS,
  labelHealth,
  latentEstimates,
  PRIOR_METHODS,
} from '@greenroom/label-quality';
import { Command, oneOf } from '../Command';
import { findIssues } from '../labels/findIssues';
import {
  LABEL_OPTIONS,
  LABEL_USAGE,
  openLabelStream,
} from '../labels/openLabelStream';
import { textTable } from '../textTable';

/** Pairs of classes that are told of; of a thousand classes there are half a million. */
const TOLD_OVERLAPS = 100;
const PRINTED_ROWS = 20;

export const labelsHealth: Command = {
  usage: `labels health ${LABEL_USAGE} [--prior ${PRIOR_METHODS.join(
    '|',
  )}] [--converge] [--format json]`,
  options: {
    ...LABEL_OPTIONS,
    prior: { type: 'string' },
    converge: { type: 'boolean' },
  },
  async run(_positionals, flags) {
    const priorMethod = oneOf(flags, 'prior', PRIOR_METHODS);
    const { stream, classes, classNames, n } = await openLabelStream(flags);
    try {
      const found = await findIssues(stream, classes, {
        ...FILTER_DEFAULTS,
        method: 'confident_learning',
      });
      const health = labelHealth(found);
      const latent = latentEstimates(found.calibratedJoint, found.labelCounts, {
        priorMethod,
        consistent: flags.converge === true ? 'converged' : 'as_counted',
      });
      const rowsOf = (matrix: Float64Array) =>
        Array.from({ length: classes }, (_, r) =>
          Array.from(matrix.subarray(r * classes, (r + 1) * classes)),
        );
      return {
        json: {
          n,
          classes,
          classNames,
          overall: health.overall,
          byClass: health.byClass,
          overlaps: health.overlaps.slice(0, TOLD_OVERLAPS),
          latent: {
            prior: Array.from(latent.prior),
            noise: rowsOf(latent.noise),
            inverseNoise: rowsOf(latent.inverseNoise),
          },
          renormalised: found.renormalised,
        },
        text: [
          `Health ${health.overall.toFixed(4)} of ${n} labels.`,
          textTable(
            ['class', 'label issues', 'inverse', 'quality'],
            health.byClass
              .slice(0, PRINTED_ROWS)
              .map(each => [
                classNames?.[each.class] ?? each.class,
                each.labelIssues,
                each.inverseLabelIssues,
                Number(each.quality.toFixed(4)),
              ]),
          ),
        ].join('\n'),
      };
    } finally {
      stream.close();
    }
  },
};
