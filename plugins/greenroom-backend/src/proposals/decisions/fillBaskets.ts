import { InputError } from '@backstage/errors';
import type { RowEntry } from '@greenroom/backstage-plugin-greenroom-common';
import type { ProposalStore } from '../ProposalStore';
import type { Word } from './Word';

/** A basket larger than this is no longer a review. */
export const ENTRIES_LIMIT = 5_000;

export type BasketChanges = {
  readonly assetId: string;
  /** What the entries are edits of. */
  readonly baseVersionId: string;
  /** These go into the baskets of their authors, in place of what is there on the same rows. */
  readonly put: readonly Word[];
  /** Rows that go out of somebody's basket. */
  readonly remove: readonly { readonly author: string; readonly key: string }[];
};

/**
 * Has baskets follow what was said.
 *
 * @throws InputError where a basket would hold more than `ENTRIES_LIMIT` rows
 */
export async function fillBaskets(
  baskets: ProposalStore,
  { assetId, baseVersionId, put, remove }: BasketChanges,
): Promise<void> {
  const authors = new Set([...put, ...remove].map(({ author }) => author));
  for (const author of authors) {
    const entries = put
      .filter(word => word.author === author)
      .flatMap(word => entryOf(word) ?? []);
    const gone = new Set(
      [...put, ...remove]
        .filter(named => named.author === author)
        .map(({ key }) => key),
    );
    const draft =
      (await baskets.draftOf(assetId, author)) ??
      (entries.length > 0
        ? await baskets.begin(assetId, author, baseVersionId)
        : undefined);
    if (!draft) continue;
    await baskets.changeEntries(draft.id, baseVersionId, before => {
      const after = [...before.filter(({ key }) => !gone.has(key)), ...entries];
      if (after.length > ENTRIES_LIMIT && after.length > before.length)
        throw new InputError(
          `A basket holds at most ${ENTRIES_LIMIT} rows. Publish these first.`,
        );
      return after;
    });
  }
}

/** Nothing is proposed of a row that is left to another look. */
function entryOf(word: Word): RowEntry | undefined {
  const { key, kind, from, to, reason } = word;
  return kind === 'later' ? undefined : { key, kind, from, to, reason };
}
