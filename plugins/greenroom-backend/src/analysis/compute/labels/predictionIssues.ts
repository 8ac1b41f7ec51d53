import type { Issue } from './Issue';
import { type Judgement, likeliestOther } from './Judgement';
import type { LabelledRow } from './readLabels';

/** Where the model leads by less than this, the row is doubtful rather than wrong. */
const AMBIGUOUS_MARGIN = 0.2;

/** Labels that out-of-sample predictions doubt, the worst first. */
export function predictionIssues(
  judgement: Judgement,
  rows: readonly LabelledRow[],
  context: {
    readonly classes: readonly string[];
    /** Whose predictions they are, by key. */
    readonly origins: ReadonlyMap<string, string>;
  },
): Issue[] {
  return judgement.flagged.map((row): Issue => {
    const { key, label } = rows[row];
    const probabilities = judgement.of(row)!;
    const best = likeliestOther(probabilities, label);
    const [pGiven, pSuggested] = [probabilities[label], probabilities[best]];
    const { classes, origins } = context;
    return {
      row,
      kind:
        pSuggested - pGiven < AMBIGUOUS_MARGIN ? 'ambiguous' : 'label_error',
      suggested: best,
      score: judgement.scoreOf(row)!,
      why: `${origins.get(key)}: ${share(pSuggested)} for ${
        classes[best]
      }, ${share(pGiven)} for ${classes[label]}`,
    };
  });
}

function share(p: number): string {
  return `${(100 * p).toFixed(p > 0.995 || p < 0.005 ? 1 : 0)} %`;
}
