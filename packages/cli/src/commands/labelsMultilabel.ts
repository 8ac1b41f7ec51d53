import {
  FILTER_METHODS,
  findMultilabelIssues,
  MULTILABEL_AGGREGATIONS,
  SCORE_METHODS,
  scoreMultilabel,
} from '@greenroom/label-quality';
import { Command, oneOf, optional } from '../Command';
import {
  PREDICTED_ON_OPTION,
  PREDICTED_ON_USAGE,
  refuseTrainedOn,
} from '../labels/predictedOn';
import { Progress } from '../Progress';
import { ClassNames } from '../tasks/ClassNames';
import { firstRows, PRINTED_ISSUES } from '../tasks/firstRows';
import { readMultilabel } from '../tasks/readMultilabel';
import { textTable } from '../textTable';

export const labelsMultilabel: Command = {
  usage: `labels multilabel --labels ARRAY|FILE.jsonl --pred-probs ARRAY [--classes A,B,C] [--method M] [--score S] [--adjust] [--aggregation A] ${PREDICTED_ON_USAGE} [--format json]`,
  options: {
    ...PREDICTED_ON_OPTION,
    labels: { type: 'string' },
    'pred-probs': { type: 'string' },
    classes: { type: 'string' },
    method: { type: 'string' },
    score: { type: 'string' },
    adjust: { type: 'boolean' },
    aggregation: { type: 'string' },
  },
  async run(_positionals, flags) {
    refuseTrainedOn(flags);
    const method = oneOf(flags, 'method', FILTER_METHODS);
    const score = oneOf(flags, 'score', SCORE_METHODS);
    const aggregation = oneOf(flags, 'aggregation', MULTILABEL_AGGREGATIONS);
    const names = ClassNames.ofFlag(optional(flags, 'classes'));
    const input = await readMultilabel(flags, names);
    const progress = new Progress('Classes', input.classes);
    const found = findMultilabelIssues({
      ...input,
      method,
      onClass: done => progress.at(done),
    });
    progress.end();
    const { scores } = scoreMultilabel({
      ...input,
      method: score,
      adjust: flags.adjust === true,
      aggregation,
    });
    const worst = [...found.byClass].sort(
      (a, b) => b.rows.length - a.rows.length || a.column - b.column,
    );
    return {
      json: {
        n: found.n,
        classes: found.classes,
        method: found.method,
        issues: found.issues,
        scores: Array.from(scores),
        health: found.health,
        byClass: found.byClass.map(({ column, rows, ...counts }) => ({
          class: column,
          name: names.nameOf(column),
          ...counts,
          issues: rows,
        })),
      },
      text: [
        `${found.issues.length} of ${found.n} rows have a doubtful class (${found.method}).`,
        ...firstRows('Rows', found.issues),
        textTable(
          ['class', 'given', 'likely absent', 'likely present'],
          worst
            .slice(0, PRINTED_ISSUES)
            .map(({ column, given, likelyAbsent, likelyPresent }) => [
              names.nameOf(column),
              given,
              likelyAbsent,
              likelyPresent,
            ]),
        ),
      ].join('\n'),
    };
  },
};
