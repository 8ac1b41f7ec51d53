import type { ProposalStore } from '../ProposalStore';
import type { DecisionStore } from './DecisionStore';
import { fillBaskets } from './fillBaskets';
import type { Word } from './Word';
import { type RowNow, wordState } from './wordState';

/** The last word on a row, or all that its author said since somebody else did. */
export type Reach = 'last word' | 'all words';

/**
 * Withdraws words; what stood before them stands again, in its author's basket
 * too unless that author proposed the row already.
 *
 * @param newest - these rows as they are in the newest version, `headId`
 */
export async function takeBack(
  inside: { readonly words: DecisionStore; readonly baskets: ProposalStore },
  own: readonly Word[],
  place: {
    readonly assetId: string;
    readonly headId: string;
    readonly newest: ReadonlyMap<string, RowNow>;
    readonly reach: Reach;
  },
): Promise<Word[]> {
  const { words, baskets } = inside;
  const { assetId, headId, newest, reach } = place;
  const authorOf = new Map(own.map(({ key, author }) => [key, author]));
  const at = Date.now();
  const restored: Word[] = [];
  for (let said = own; said.length > 0; ) {
    const before = await words.withdraw(assetId, said, at);
    said = before.filter(
      ({ key, author }) =>
        reach === 'all words' && authorOf.get(key) === author,
    );
    restored.push(...before.filter(word => !said.includes(word)));
  }
  const proposed = new Map<string, ReadonlySet<string>>();
  for (const author of new Set(restored.map(word => word.author))) {
    const entries = await baskets.proposedBy(assetId, author);
    proposed.set(author, new Set(entries.map(({ key }) => key)));
  }
  await fillBaskets(baskets, {
    assetId,
    baseVersionId: headId,
    put: restored.filter(
      word =>
        wordState(word, newest.get(word.key)) === 'standing' &&
        !proposed.get(word.author)?.has(word.key),
    ),
    remove: own,
  });
  return restored;
}
