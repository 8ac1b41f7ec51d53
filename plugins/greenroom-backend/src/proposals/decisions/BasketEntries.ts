import { ConflictError, NotFoundError } from '@backstage/errors';
import type {
  Proposal,
  RowEntry,
} from '@greenroom/backstage-plugin-greenroom-common';
import type { AssetStore } from '../../registry/AssetStore';
import type { RowsRoom } from '../../rows/RowsRoom';
import type { Changer } from '../auditedChange';
import { type ProposalStore, proposalView } from '../ProposalStore';
import type { DecisionService } from './DecisionService';
import type { DecisionStore } from './DecisionStore';
import { decidedPlace } from './decidedPlace';
import { fillBaskets } from './fillBaskets';
import { takeBack } from './takeBack';

/** The caller's basket by its entries: each is a decision on the newest version. */
export class BasketEntries {
  constructor(
    private readonly rooms: {
      decisions: Pick<DecisionService, 'decide'>;
      store: DecisionStore;
      baskets: ProposalStore;
      assets: AssetStore;
      rows: Pick<RowsRoom, 'labels'>;
    },
  ) {}

  /** @throws ConflictError where somebody else decided one of the rows; the others are in the basket then */
  async put(
    assetId: string,
    entries: readonly RowEntry[],
    decider: Changer,
  ): Promise<Proposal> {
    const { store, baskets, assets, decisions } = this.rooms;
    const { head } = await decidedPlace(assets, assetId);
    const standing = await store.standing(
      assetId,
      entries.map(({ key }) => key),
    );
    const { author } = decider;
    const request = {
      versionId: head.id,
      decisions: entries.map(entry => {
        const word = standing.get(entry.key);
        return { ...entry, seen: word?.author === author ? word.revision : 0 };
      }),
    };
    const { conflicts } = await decisions.decide(assetId, request, decider);
    const [theirs] = conflicts;
    if (theirs)
      throw new ConflictError(
        `${theirs.author} decided row ${theirs.key} already. Look at it under Labels to overrule it.`,
      );
    const draft = await baskets.draftOf(assetId, author);
    if (!draft)
      throw new ConflictError(
        'The basket was proposed meanwhile. Decide the rows again; a new basket is begun.',
      );
    return proposalView(draft);
  }

  /** Takes rows out, and back what the caller said of them. */
  async remove(
    assetId: string,
    keys: readonly string[],
    { author }: Pick<Changer, 'author'>,
  ): Promise<Proposal> {
    const { store, assets, rows } = this.rooms;
    const { head } = await decidedPlace(assets, assetId);
    const newest = await rows.labels.of(head.id, keys);
    return store.together(assetId, async (words, baskets) => {
      const draft = await baskets.draftOf(assetId, author);
      if (!draft)
        throw new NotFoundError('You have no basket for this data set.');
      const asked = new Set(keys);
      const held = draft.entries
        .map(({ key }) => key)
        .filter(key => asked.has(key));
      const standing = await words.standing(assetId, held);
      const own = [...standing.values()].filter(word => word.author === author);
      await fillBaskets(baskets, {
        assetId,
        baseVersionId: draft.baseVersionId,
        put: [],
        remove: held.map(key => ({ key, author })),
      });
      await takeBack({ words, baskets }, own, {
        assetId,
        headId: head.id,
        newest,
        reach: 'all words',
      });
      return proposalView((await baskets.get(draft.id))!);
    });
  }
}
