import {
  ConflictError,
  InputError,
  NotAllowedError,
  NotFoundError,
} from '@backstage/errors';
import {
  type EntryGroup,
  ENTRY_GROUPS,
  isRowEntry,
  type Proposal,
  type ProposalEntry,
  type ProposalList,
} from '@greenroom/backstage-plugin-greenroom-common';
import type { Asset } from '../../registry/Asset';
import type { AssetStore } from '../../registry/AssetStore';
import type { Changer } from '../auditedChange';
import {
  type DeclarationEntries,
  isDeclared,
} from '../declarations/DeclarationEntries';
import type { BasketEntries } from '../decisions/BasketEntries';
import { ENTRIES_LIMIT } from '../decisions/fillBaskets';
import { type ProposalStore, proposalView } from '../ProposalStore';
import type { BasketSteps } from './BasketSteps';
import { maskEntries } from './maskEntries';
import { entryId, stepBack } from './stepBack';

/** Entries as the backend tells them, or an error that says why they cannot be. */
export type EntryTeller = (
  assetId: string,
  entries: readonly ProposalEntry[],
  changer: Changer,
) => Promise<readonly ProposalEntry[]>;

/** Kinds that somebody beside the basket keeps: decisions and declarations have their own words of what stands. */
type ToldGroup = Exclude<
  EntryGroup,
  'decision' | 'declaration' | 'augmentation'
>;

/** The caller's basket of an asset: every kind of entry in, out, and back. */
export class Basket {
  constructor(
    private readonly rooms: {
      assets: AssetStore;
      baskets: ProposalStore;
      steps: BasketSteps;
      decisions: BasketEntries;
      declarations: DeclarationEntries;
      tellers: Readonly<Partial<Record<ToldGroup, EntryTeller>>>;
      /** Columns hidden from who asks. */
      masked(
        asset: Asset,
        credentials: Changer['credentials'],
      ): Promise<ReadonlySet<string>>;
    },
  ) {}

  /** @throws InputError where one of them cannot be; then those of its group are not in */
  async put(
    assetId: string,
    entries: readonly ProposalEntry[],
    changer: Changer,
  ): Promise<Proposal> {
    const told = await this.#told(assetId, entries, changer);
    return this.#remembered(assetId, changer, () =>
      this.#put(assetId, entries, told, changer),
    );
  }

  async remove(
    assetId: string,
    keys: readonly string[],
    changer: Changer,
  ): Promise<Proposal> {
    const named = new Set(keys);
    const held = (await this.#entries(assetId, changer)).filter(({ key }) =>
      named.has(key),
    );
    return this.#remembered(assetId, changer, () =>
      this.#remove(assetId, held, changer),
    );
  }

  /** Takes the last change back; what it did to others' baskets stays. */
  async undo(assetId: string, changer: Changer): Promise<Proposal> {
    const { baskets, steps } = this.rooms;
    const draft = await baskets.draftOf(assetId, changer.author);
    const back = draft && (await steps.pop(draft.id));
    if (!draft || !back)
      throw new NotFoundError(
        'There is no change of your basket to take back.',
      );
    await this.#remove(assetId, back.remove, changer);
    const decided = back.put.filter(isRowEntry);
    const others = back.put.filter(entry => !isRowEntry(entry));
    if (others.length > 0) await this.#keep(assetId, others, changer);
    if (decided.length > 0)
      await this.rooms.decisions.put(assetId, decided, changer);
    return this.#draft(assetId, changer);
  }

  /** Proposals of an asset as the caller may see them, and how far their draft goes back. */
  async seen(
    assetId: string,
    list: ProposalList,
    credentials: Changer['credentials'],
  ): Promise<ProposalList> {
    const asset = await this.rooms.assets.get(assetId);
    if (!asset) return list;
    const masked = await this.rooms.masked(asset, credentials);
    const view = (proposal: Proposal) => ({
      ...proposal,
      entries: maskEntries(proposal.entries, masked),
    });
    const { draft, items } = list;
    return {
      ...list,
      items: items.map(view),
      ...(draft && {
        draft: view(draft),
        undoable: await this.rooms.steps.count(draft.id),
      }),
    };
  }

  /** Anybody's basket, to look at; without what is hidden from the caller. */
  async shared(
    proposalId: string,
    credentials: Changer['credentials'],
  ): Promise<Proposal> {
    const { proposal, masked } = await this.#shared(proposalId, credentials);
    return {
      ...proposalView(proposal),
      entries: maskEntries(proposal.entries, masked),
    };
  }

  /**
   * Entries of somebody's basket into the caller's own, judged anew.
   *
   * @throws NotAllowedError where a value is hidden from the caller
   */
  async take(
    assetId: string,
    asked: { readonly proposalId: string; readonly keys: readonly string[] },
    changer: Changer,
  ): Promise<Proposal> {
    const { proposal, masked } = await this.#shared(
      asked.proposalId,
      changer.credentials,
    );
    if (proposal.assetId !== assetId)
      throw new InputError('That basket is of another asset.');
    const keys = new Set(asked.keys);
    const entries = proposal.entries.filter(({ key }) => keys.has(key));
    if (entries.length === 0)
      throw new NotFoundError(
        'The basket has none of these entries any more. Open it again.',
      );
    const hidden = maskEntries(entries, masked).find(
      entry => 'hidden' in entry && entry.hidden?.length,
    );
    if (hidden)
      throw new NotAllowedError(
        `The entry ${hidden.key} holds personal data that is hidden from you. Leave it out, or ask for the permission greenroom.personal.read.`,
      );
    return this.put(assetId, entries, changer);
  }

  async #shared(proposalId: string, credentials: Changer['credentials']) {
    const proposal = await this.rooms.baskets.get(proposalId);
    const asset = proposal && (await this.rooms.assets.get(proposal.assetId));
    if (!proposal || !asset)
      throw new NotFoundError(
        'There is no such basket. Ask for its link again.',
      );
    return { proposal, masked: await this.rooms.masked(asset, credentials) };
  }

  /** Told before anything is written, so that a refusal leaves the basket as it is. */
  async #told(
    assetId: string,
    entries: readonly ProposalEntry[],
    changer: Changer,
  ): Promise<ProposalEntry[]> {
    const told: ProposalEntry[] = [];
    const groups = new Set(entries.map(({ kind }) => ENTRY_GROUPS[kind]));
    for (const group of groups) {
      if (group !== 'row' && group !== 'text') continue;
      const teller = this.rooms.tellers[group];
      const own = entries.filter(({ kind }) => ENTRY_GROUPS[kind] === group);
      if (!teller)
        throw new InputError(
          `A basket takes no changes of the kind ${own[0].kind}.`,
        );
      told.push(...(await teller(assetId, own, changer)));
    }
    return told;
  }

  async #put(
    assetId: string,
    entries: readonly ProposalEntry[],
    told: readonly ProposalEntry[],
    changer: Changer,
  ): Promise<void> {
    const declared = entries.filter(isDeclared);
    const decided = entries.filter(isRowEntry);
    if (declared.length > 0)
      await this.rooms.declarations.put(assetId, declared, changer);
    if (told.length > 0) await this.#keep(assetId, told, changer);
    if (decided.length > 0)
      await this.rooms.decisions.put(assetId, decided, changer);
  }

  async #remove(
    assetId: string,
    entries: readonly ProposalEntry[],
    changer: Changer,
  ): Promise<void> {
    const decided = entries.filter(isRowEntry).map(({ key }) => key);
    const others = new Set(
      entries.filter(entry => !isRowEntry(entry)).map(entryId),
    );
    const draft = await this.rooms.baskets.draftOf(assetId, changer.author);
    if (!draft) throw new NotFoundError('You have no basket for this asset.');
    if (others.size > 0)
      await this.rooms.baskets.changeEntries(
        draft.id,
        draft.baseVersionId,
        before => before.filter(entry => !others.has(entryId(entry))),
      );
    if (decided.length > 0)
      await this.rooms.decisions.remove(assetId, decided, changer);
  }

  async #keep(
    assetId: string,
    entries: readonly ProposalEntry[],
    { author }: Pick<Changer, 'author'>,
  ): Promise<void> {
    const { assets, baskets } = this.rooms;
    const head = await assets.headVersion(assetId);
    if (!head)
      throw new ConflictError(
        'The asset has no version that could be changed yet.',
      );
    const draft =
      (await baskets.draftOf(assetId, author)) ??
      (await baskets.begin(assetId, author, head.id));
    const fresh = new Set(entries.map(entryId));
    await baskets.changeEntries(draft.id, head.id, before => {
      const after = [
        ...before.filter(entry => !fresh.has(entryId(entry))),
        ...entries,
      ];
      if (after.length > ENTRIES_LIMIT && after.length > before.length)
        throw new InputError(
          `A basket holds at most ${ENTRIES_LIMIT} entries. Publish these first.`,
        );
      return after;
    });
  }

  async #remembered(
    assetId: string,
    changer: Changer,
    change: () => Promise<void>,
  ): Promise<Proposal> {
    const before = await this.#entries(assetId, changer);
    await change();
    const draft = await this.#draft(assetId, changer);
    const back = stepBack(before, draft.entries);
    if (back) await this.rooms.steps.push(draft.id, back);
    return draft;
  }

  async #entries(
    assetId: string,
    { author }: Pick<Changer, 'author'>,
  ): Promise<readonly ProposalEntry[]> {
    const draft = await this.rooms.baskets.draftOf(assetId, author);
    return draft?.entries ?? [];
  }

  async #draft(
    assetId: string,
    { author }: Pick<Changer, 'author'>,
  ): Promise<Proposal> {
    const draft = await this.rooms.baskets.draftOf(assetId, author);
    if (!draft)
      throw new ConflictError(
        'The basket was proposed meanwhile. Make the change again; a new basket is begun.',
      );
    return proposalView(draft);
  }
}
