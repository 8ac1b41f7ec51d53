import {
  FILTER_DEFAULTS,
  FILTER_METHODS,
  LabelIssues,
  SCORE_METHODS,
} from '@greenroom/label-quality';
import { Command, numeric, oneOf } from '../Command';
import { JsonText } from '../JsonText';
import { findIssues } from '../labels/findIssues';
import {
  LABEL_OPTIONS,
  LABEL_USAGE,
  OpenedLabels,
  openLabelStream,
} from '../labels/openLabelStream';

/** Issues that are printed for people; JSON has them all. */
const PRINTED_ISSUES = 20;

export const labelsFind: Command = {
  usage: `labels find ${LABEL_USAGE} [--method M] [--rank-by S] [--frac-noise 1] [--min-examples 1] [--format json]`,
  options: {
    ...LABEL_OPTIONS,
    method: { type: 'string' },
    'rank-by': { type: 'string' },
    'frac-noise': { type: 'string' },
    'min-examples': { type: 'string' },
  },
  async run(_positionals, flags) {
    const options = {
      method: oneOf(flags, 'method', FILTER_METHODS) ?? FILTER_DEFAULTS.method,
      rankBy: oneOf(flags, 'rank-by', SCORE_METHODS),
      fracNoise: numeric(flags, 'frac-noise') ?? FILTER_DEFAULTS.fracNoise,
      minExamples:
        numeric(flags, 'min-examples') ?? FILTER_DEFAULTS.minExamples,
    };
    const opened = await openLabelStream(flags);
    try {
      const found = await findIssues(opened.stream, opened.classes, options);
      return {
        json: new JsonText(jsonOf(found, opened)),
        text: textOf(found),
      };
    } finally {
      opened.stream.close();
    }
  },
};

/** In pieces: a joint of a thousand classes has a million cells. */
function* jsonOf(
  found: LabelIssues,
  { classNames, weights }: OpenedLabels,
): Generator<string> {
  const { classes: k, calibratedJoint } = found;
  const { issues, ...rest } = {
    n: found.n,
    classes: k,
    ...(classNames ? { classNames } : {}),
    method: found.method,
    ...(weights ? { weights } : {}),
    thresholds: Array.from(found.thresholds),
    issues: found.issues,
    jointTrace: found.jointTrace,
    renormalised: found.renormalised,
  };
  yield `${JSON.stringify(rest).slice(0, -1)},"issues":${JSON.stringify(
    issues,
  )},"confidentJoint":[`;
  for (let s = 0; s < k; s++) {
    yield `${s > 0 ? ',' : ''}[${calibratedJoint
      .subarray(s * k, (s + 1) * k)
      .join(',')}]`;
  }
  yield ']}';
}

function textOf(found: LabelIssues): string {
  const { issues, renormalised } = found;
  return [
    `${issues.length} of ${found.n} labels look wrong (${found.method}).`,
    ...(issues.length > 0
      ? [
          `Rows, worst first: ${issues.slice(0, PRINTED_ISSUES).join(', ')}${
            issues.length > PRINTED_ISSUES ? ', …' : ''
          }`,
        ]
      : []),
    ...(renormalised > 0
      ? [`${renormalised} rows did not sum to one and were renormalised.`]
      : []),
  ].join('\n');
}
