import {
  findRegressionIssues,
  REGRESSION_SCORES,
} from '@greenroom/label-quality';
import { Command, numeric, oneOf, optional, required } from '../Command';
import {
  PREDICTED_ON_OPTION,
  PREDICTED_ON_USAGE,
  refuseTrainedOn,
} from '../labels/predictedOn';
import { Progress } from '../Progress';
import { PRINTED_ISSUES } from '../tasks/firstRows';
import { readNumbers } from '../tasks/readMatrix';
import { textTable } from '../textTable';

export const labelsRegression: Command = {
  usage: `labels regression --labels ARRAY --predictions ARRAY [--method outre|residual|uncertainty] [--uncertainty ARRAY] [--median-share 0.05] ${PREDICTED_ON_USAGE} [--format json]`,
  options: {
    ...PREDICTED_ON_OPTION,
    labels: { type: 'string' },
    predictions: { type: 'string' },
    uncertainty: { type: 'string' },
    method: { type: 'string' },
    'median-share': { type: 'string' },
  },
  async run(_positionals, flags) {
    refuseTrainedOn(flags);
    const method = oneOf(flags, 'method', REGRESSION_SCORES);
    const labels = await readNumbers(required(flags, 'labels'));
    const predictions = await readNumbers(required(flags, 'predictions'));
    const uncertainty = optional(flags, 'uncertainty');
    const progress = new Progress('Rows', labels.length);
    const found = findRegressionIssues({
      labels,
      predictions,
      uncertainty: uncertainty ? await readNumbers(uncertainty) : undefined,
      method,
      medianShare: numeric(flags, 'median-share'),
      onRows: done => progress.at(done),
    });
    progress.end();
    return {
      json: {
        n: found.n,
        method: found.method,
        threshold: found.threshold,
        issues: found.issues,
        scores: Array.from(found.scores),
      },
      text: [
        `${found.issues.length} of ${found.n} numbers look wrong (${found.method}).`,
        textTable(
          ['row', 'score', 'given', 'predicted'],
          found.issues
            .slice(0, PRINTED_ISSUES)
            .map(row => [
              row,
              Number(found.scores[row].toPrecision(3)),
              labels[row],
              predictions[row],
            ]),
        ),
      ].join('\n'),
    };
  },
};
