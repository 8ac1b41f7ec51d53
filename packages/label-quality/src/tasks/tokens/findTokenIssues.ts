import type { FilterMethod } from '../../confident/filterLabels';
import { findLabelIssues } from '../../confident/findLabelIssues';
import type { ScoreMethod } from '../../confident/rowScores';
import {
  checkSentences,
  TokenInput,
  TokenPlace,
  tokenPlaces,
} from './TokenInput';

export type TokenIssue = TokenPlace & {
  readonly given: number;
  /** The class the model holds most likely; of equals, the first. */
  readonly suggested: number;
};

/**
 * Which tokens are labelled wrongly: confident learning over the tokens of all
 * sentences.
 *
 * @returns doubtful tokens, worst first; ties by place
 * @throws RangeError for input that cannot be used
 */
export function findTokenIssues(
  input: TokenInput & {
    readonly method?: FilterMethod;
    readonly rankBy?: ScoreMethod;
  },
): { readonly issues: readonly TokenIssue[]; readonly renormalised: number } {
  checkSentences(input);
  const { labels, predProbs, classes: k } = input;
  const found = findLabelIssues({
    labels,
    predProbs,
    classes: k,
    method: input.method,
    rankBy: input.rankBy,
  });
  const places = tokenPlaces(found.issues, input.offsets);
  return {
    issues: found.issues.map((token, i) => {
      let suggested = 0;
      for (let j = 1; j < k; j++)
        if (predProbs[token * k + j] > predProbs[token * k + suggested])
          suggested = j;
      return { ...places[i], given: labels[token], suggested };
    }),
    renormalised: found.renormalised,
  };
}
