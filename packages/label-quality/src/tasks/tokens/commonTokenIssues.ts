import type { TokenIssue } from './findTokenIssues';

/** A word that is often labelled as one class where the model holds another. */
export type CommonTokenIssue = {
  readonly word: string;
  readonly given: number;
  readonly suggested: number;
  readonly count: number;
};

/**
 * Counts doubtful tokens by their word and their two classes, most frequent
 * first; of equal counts, the one that was found first. The same word in the
 * same wrong class again and again speaks of the guideline, not of a slip.
 *
 * @param wordOf - the text of a token
 */
export function commonTokenIssues(
  issues: readonly TokenIssue[],
  wordOf: (issue: TokenIssue) => string,
): CommonTokenIssue[] {
  const counted = new Map<string, { issue: CommonTokenIssue; count: number }>();
  for (const issue of issues) {
    const { given, suggested } = issue;
    const word = wordOf(issue);
    const key = `${given} ${suggested} ${word}`;
    const known = counted.get(key);
    if (known) known.count++;
    else
      counted.set(key, {
        issue: { word, given, suggested, count: 1 },
        count: 1,
      });
  }
  return [...counted.values()]
    .map(({ issue, count }) => ({ ...issue, count }))
    .sort((a, b) => b.count - a.count);
}
