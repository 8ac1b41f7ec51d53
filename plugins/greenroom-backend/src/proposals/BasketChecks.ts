import { NotAllowedError, NotFoundError } from '@backstage/errors';
import {
  type BasketCheck,
  type BasketConflict,
  isRowChangeEntry,
  isRowEntry,
  type Proposal,
  type ProposalEntry,
  type Settlements,
} from '@greenroom/backstage-plugin-greenroom-common';
import type { Source } from '@greenroom/backstage-plugin-greenroom-node';
import type { MergeConflict } from '@greenroom/change';
import type { Asset } from '../registry/Asset';
import type { AssetStore } from '../registry/AssetStore';
import { personalColumns } from '../registry/personalColumns';
import type { Storages } from '../storage/Storages';
import { withTable } from './editTable';
import type { StoredProposal } from './ProposalRow';
import { type ProposalStore, proposalView } from './ProposalStore';
import { changeHostOf, refOf } from './publishProposal';
import { rowEdits } from './rowChanges/rowEdits';
import { mergeEntries } from './table/mergeEntries';

/** Baskets held against what is in git by now (open proposals against their branch), and what their owners choose where both have their own word. */
export class BasketChecks {
  constructor(
    private readonly rooms: {
      store: Pick<ProposalStore, 'get' | 'settleEntries'>;
      assets: Pick<AssetStore, 'get' | 'getVersion'>;
      storages: Storages;
      sources: ReadonlyMap<string, Source>;
    },
  ) {}

  /**
   * @throws NotAllowedError where it is somebody else's basket
   * @throws InputError where a file cannot be read, or is of a kind that is not edited
   */
  async check(id: string, author: string): Promise<BasketCheck> {
    const proposal = await this.#own(id, author);
    const asset = await this.rooms.assets.get(proposal.assetId);
    const source = asset && this.rooms.sources.get(asset.sourceId);
    if (!asset || !source)
      throw new NotFoundError(
        `The data set of the basket is no longer known, or its source is not configured.`,
      );
    const sha = await commitOf(source, asset, proposal);
    const { assets, storages } = this.rooms;
    const rooms = { source, storages, assets };
    const made = await rowEdits(
      rooms,
      asset,
      proposal.entries.filter(
        entry => isRowEntry(entry) || isRowChangeEntry(entry),
      ),
    );
    const nothing = { upstream: [], givenUp: [], conflicts: [] };
    if (made.size === 0) return { commit: sha, entries: 0, ...nothing };
    const base = await assets.getVersion(proposal.baseVersionId);
    return withTable(rooms, asset, sha, async files => {
      const { entryOf, ...merged } = await mergeEntries(
        rooms,
        asset,
        files,
        made,
        base?.commit.sha,
      );
      return {
        commit: sha,
        entries: made.size,
        upstream: merged.upstream.map(edit => entryOf(edit).key),
        givenUp: merged.givenUp.map(edit => entryOf(edit).key),
        conflicts: merged.conflicts.map(conflict =>
          conflictView(conflict, entryOf(conflict.edit), asset),
        ),
      };
    });
  }

  /**
   * Keeps what the person chose with the entries of the basket. It is heeded
   * where that conflict is found again.
   *
   * @throws NotFoundError where the basket has no such entry
   */
  async settle(
    id: string,
    author: string,
    { settlements }: Settlements,
  ): Promise<Proposal> {
    const { store } = this.rooms;
    await this.#own(id, author);
    const chosen = new Map(
      settlements.map(({ entry, conflict, take }) => [
        entry,
        { conflict, take },
      ]),
    );
    await store.settleEntries(id, entries => {
      const held = new Set(entries.map(({ key }) => key));
      const missing = [...chosen.keys()].find(key => !held.has(key));
      if (missing !== undefined)
        throw new NotFoundError(
          `The basket has no entry ${missing} any more. Compare it with the newest version again.`,
        );
      return entries.map(entry => {
        const choice = chosen.get(entry.key);
        return choice ? settledEntry(entry, choice) : entry;
      });
    });
    return proposalView((await store.get(id))!);
  }

  async #own(id: string, author: string): Promise<StoredProposal> {
    const proposal = await this.rooms.store.get(id);
    if (!proposal) throw new NotFoundError(`No proposal ${id}.`);
    if (proposal.author !== author)
      throw new NotAllowedError("This basket is somebody else's.");
    return proposal;
  }
}

/** What a proposal is put on top of: the newest commit, or that of the branch where its pull request is open. */
async function commitOf(
  source: Source,
  { repository }: Asset,
  proposal: StoredProposal,
): Promise<string> {
  if (proposal.state === 'open') {
    const pull = await changeHostOf(source).getPullRequest(
      repository,
      refOf(proposal),
    );
    if (pull.headCommit !== undefined) return pull.headCommit;
  }
  return (await source.getHead(repository)).sha;
}

/** Another value is what the entry shall make of the cell from now on. */
function settledEntry(
  entry: ProposalEntry,
  { conflict, take }: Omit<Settlements['settlements'][number], 'entry'>,
): ProposalEntry {
  if (typeof take === 'string')
    return { ...entry, settled: { conflict, take } };
  const settled = { conflict, take: 'ours' as const };
  switch (entry.kind) {
    case 'relabel':
      return { ...entry, to: take.value ?? '', settled };
    case 'cell':
      return { ...entry, to: take.value, settled };
    case 'move':
      return { ...entry, to: take.value || entry.to, settled };
    default:
      return { ...entry, settled };
  }
}

/** A conflict without what is personal, whoever asks. */
function conflictView(
  { id, kind, edit, column, base, ours, theirs, row, choices }: MergeConflict,
  entry: ProposalEntry,
  { manifest }: Asset,
): BasketConflict {
  const personal = personalColumns(manifest);
  const hidden = column !== undefined && personal.has(column);
  return {
    id,
    entry: entry.key,
    row: edit.key,
    kind,
    column,
    ...(hidden ? {} : { base, ours, theirs }),
    hidden,
    cells: Object.fromEntries(
      Object.entries(row ?? {}).filter(
        ([name]) => name !== column && !personal.has(name),
      ),
    ),
    choices: [...choices],
  };
}
