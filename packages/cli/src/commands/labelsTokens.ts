import {
  commonTokenIssues,
  FILTER_METHODS,
  findTokenIssues,
  SCORE_METHODS,
  scoreSentences,
  SENTENCE_SCORES,
  TokenPlace,
} from '@greenroom/label-quality';
import { Command, oneOf, optional, required } from '../Command';
import {
  PREDICTED_ON_OPTION,
  PREDICTED_ON_USAGE,
  refuseTrainedOn,
} from '../labels/predictedOn';
import { ClassNames } from '../tasks/ClassNames';
import { PRINTED_ISSUES } from '../tasks/firstRows';
import { readSentences } from '../tasks/readSentences';
import { textTable } from '../textTable';

export const labelsTokens: Command = {
  usage: `labels tokens --sentences FILE.jsonl [--classes A,B,C] [--method M] [--score S] [--sentence-score min|softmin] ${PREDICTED_ON_USAGE} [--format json]`,
  options: {
    ...PREDICTED_ON_OPTION,
    sentences: { type: 'string' },
    classes: { type: 'string' },
    method: { type: 'string' },
    score: { type: 'string' },
    'sentence-score': { type: 'string' },
  },
  async run(_positionals, flags) {
    refuseTrainedOn(flags);
    const method = oneOf(flags, 'method', FILTER_METHODS);
    const score = oneOf(flags, 'score', SCORE_METHODS);
    const sentenceScore = oneOf(flags, 'sentence-score', SENTENCE_SCORES);
    const names = ClassNames.ofFlag(optional(flags, 'classes'));
    const input = await readSentences(required(flags, 'sentences'), names);
    const { issues, renormalised } = findTokenIssues({
      ...input,
      method,
      rankBy: score,
    });
    const scored = scoreSentences({ ...input, method: score, sentenceScore });
    const { words, offsets } = input;
    const wordOf = ({ sentence, token }: TokenPlace) =>
      words?.[offsets[sentence] + token] ?? '';
    const common = words ? commonTokenIssues(issues, wordOf) : [];
    return {
      json: {
        sentences: scored.sentenceScores.length,
        tokens: input.labels.length,
        classes: input.classes,
        renormalised,
        issues: issues.map(issue => ({ ...issue, word: wordOf(issue) })),
        sentenceScores: Array.from(scored.sentenceScores),
        tokenScores: Array.from(scored.sentenceScores, (_, s) =>
          Array.from(scored.tokenScores.subarray(offsets[s], offsets[s + 1])),
        ),
        common,
      },
      text: [
        `${issues.length} of ${input.labels.length} tokens look wrong.`,
        textTable(
          ['sentence', 'token', 'word', 'given', 'suggested'],
          issues
            .slice(0, PRINTED_ISSUES)
            .map(issue => [
              issue.sentence,
              issue.token,
              wordOf(issue),
              names.nameOf(issue.given),
              names.nameOf(issue.suggested),
            ]),
        ),
      ].join('\n'),
    };
  },
};
