import {
  FILTER_METHODS,
  findLabelIssues,
  SCORE_METHODS,
} from '@greenroom/label-quality';
import { Command, oneOf } from '../Command';
import { readLabelInput } from '../readLabelInput';

/** Issues that are printed for people; JSON has them all. */
const PRINTED_ISSUES = 20;

export const labelsFind: Command = {
  usage:
    'labels find --labels ARRAY --pred-probs ARRAY… [--method M] [--rank-by S] [--format json]',
  options: {
    labels: { type: 'string' },
    'pred-probs': { type: 'string', multiple: true },
    method: { type: 'string' },
    'rank-by': { type: 'string' },
  },
  async run(_positionals, flags) {
    const input = await readLabelInput(flags);
    const found = findLabelIssues({
      ...input,
      method: oneOf(flags, 'method', FILTER_METHODS),
      rankBy: oneOf(flags, 'rank-by', SCORE_METHODS),
    });
    const { classes: k } = found;
    const joint = Array.from({ length: k }, (_, s) =>
      Array.from(found.calibratedJoint.subarray(s * k, (s + 1) * k)),
    );
    return {
      json: {
        n: found.n,
        classes: k,
        method: found.method,
        thresholds: Array.from(found.thresholds),
        confidentJoint: joint,
        issues: found.issues,
        jointTrace: found.jointTrace,
        renormalised: found.renormalised,
      },
      text: [
        `${found.issues.length} of ${found.n} labels look wrong (${found.method}).`,
        ...(found.issues.length > 0
          ? [
              `Rows, worst first: ${found.issues
                .slice(0, PRINTED_ISSUES)
                .join(', ')}${
                found.issues.length > PRINTED_ISSUES ? ', …' : ''
              }`,
            ]
          : []),
      ].join('\n'),
    };
  },
};
