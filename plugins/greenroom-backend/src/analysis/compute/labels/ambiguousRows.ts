import { findAmbiguity } from '@greenroom/label-quality';
import type { Issue } from './Issue';
import type { Judgement } from './Judgement';

/**
 * Rows that lie between two classes though nothing says that their label is
 * wrong: a guideline to sharpen. The most undecided first.
 *
 * @param doubts - rows whose label is doubted are told already
 */
export function ambiguousRows(
  judgement: Judgement,
  doubts: readonly Issue[],
  classes: readonly string[],
): Issue[] {
  if (judgement.judged.length === 0) return [];
  const told = new Set(doubts.map(({ row }) => row));
  const { pairs, rows } = findAmbiguity({
    predProbs: judgement.all,
    classes: classes.length,
  });
  const pairOf = new Map(
    pairs.flatMap(pair => pair.rows.map(place => [place, pair.classes])),
  );
  return rows.flatMap((place): Issue[] => {
    const row = judgement.judged[place];
    if (told.has(row)) return [];
    const [a, b] = pairOf.get(place)!;
    const given = judgement.givenOf(place);
    return [
      {
        row,
        kind: 'ambiguous',
        suggested: given === a ? b : a,
        score: judgement.scoreOf(row)!,
        why: `It lies between ${classes[a]} and ${classes[b]}: sharpen the guideline.`,
      },
    ];
  });
}
