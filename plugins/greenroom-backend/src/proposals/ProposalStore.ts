import { randomUUID } from 'node:crypto';
import { ConflictError } from '@backstage/errors';
import type { Knex } from 'knex';
import type {
  Proposal,
  ProposalEntry,
} from '@greenroom/backstage-plugin-greenroom-common';
import {
  columnsOf,
  NO_DETAILS,
  type ProposalPatch,
  type ProposalRow,
  type StoredProposal,
  toProposal,
} from './ProposalRow';

/** Baskets and the pull requests they became. Original: it cannot be rebuilt from git. */
export class ProposalStore {
  constructor(private readonly knex: Knex) {}

  async draftOf(
    assetId: string,
    author: string,
  ): Promise<StoredProposal | undefined> {
    const row = await this.knex<ProposalRow>('proposals')
      .where({ asset_id: assetId, author, state: 'draft' })
      .orderBy('created_at')
      .first();
    return row && toProposal(row);
  }

  async begin(
    assetId: string,
    author: string,
    baseVersionId: string,
  ): Promise<StoredProposal> {
    const now = Date.now();
    const id = randomUUID();
    await this.knex('proposals').insert({
      id,
      asset_id: assetId,
      author,
      state: 'draft',
      title: '',
      entries: '[]',
      base_version_id: baseVersionId,
      created_at: now,
      updated_at: now,
    });
    return (await this.get(id))!;
  }

  /** Changes the entries of a draft under its row lock, so that two tabs lose nothing. */
  async changeEntries(
    id: string,
    baseVersionId: string,
    change: (entries: ProposalEntry[]) => ProposalEntry[],
  ): Promise<void> {
    await this.#change(id, ['draft'], change, {
      base_version_id: baseVersionId,
      problem: null,
      error: null,
    });
  }

  /** The same of what was chosen, which an open proposal heeds when it is brought up to it. */
  async settleEntries(
    id: string,
    change: (entries: ProposalEntry[]) => ProposalEntry[],
  ): Promise<void> {
    await this.#change(id, ['draft', 'open'], change, {});
  }

  async #change(
    id: string,
    states: readonly StoredProposal['state'][],
    change: (entries: ProposalEntry[]) => ProposalEntry[],
    more: object,
  ): Promise<void> {
    await this.knex.transaction(async transaction => {
      const query = transaction<ProposalRow>('proposals')
        .where({ id })
        .whereIn('state', states)
        .first();
      const row = await (this.knex.client.config.client === 'pg'
        ? query.forUpdate()
        : query);
      if (!row) {
        throw new ConflictError(
          'The basket was proposed meanwhile. Decide the rows again; a new basket is begun.',
        );
      }
      await transaction('proposals')
        .where({ id })
        .update({
          entries: JSON.stringify(change(JSON.parse(row.entries))),
          ...more,
          updated_at: Date.now(),
        });
    });
  }

  async get(id: string): Promise<StoredProposal | undefined> {
    const row = await this.knex<ProposalRow>('proposals').where({ id }).first();
    return row && toProposal(row);
  }

  /** Rows of this author that are on their way to git, or there. */
  async proposedBy(assetId: string, author: string): Promise<ProposalEntry[]> {
    const rows = await this.knex<ProposalRow>('proposals')
      .where({ asset_id: assetId, author })
      .whereIn('state', ['publishing', 'open', 'merged'])
      .select('entries');
    return rows.flatMap(({ entries }) => JSON.parse(entries));
  }

  /** Newest first, without drafts. */
  async list(assetId: string): Promise<StoredProposal[]> {
    const rows = await this.knex<ProposalRow>('proposals')
      .where({ asset_id: assetId })
      .whereNot({ state: 'draft' })
      .orderBy('created_at', 'desc')
      .limit(100);
    return rows.map(toProposal);
  }

  /** Of these assets those for which anything was proposed. */
  async assetsProposed(assetIds: readonly string[]): Promise<Set<string>> {
    const rows = await this.knex<ProposalRow>('proposals')
      .whereIn('asset_id', [...assetIds])
      .whereNot({ state: 'draft' })
      .distinct('asset_id');
    return new Set(rows.map(({ asset_id }) => asset_id));
  }

  async listInState(
    states: readonly Proposal['state'][],
  ): Promise<StoredProposal[]> {
    const rows = await this.knex<ProposalRow>('proposals').whereIn('state', [
      ...states,
    ]);
    return rows.map(toProposal);
  }

  /** Takes a draft for publishing; false when somebody else did. */
  async take(
    id: string,
    { title, description }: Pick<StoredProposal, 'title' | 'description'>,
  ): Promise<boolean> {
    const updated = await this.knex('proposals')
      .where({ id })
      .whereIn('state', ['draft', 'failed'])
      .update({
        state: 'publishing',
        title,
        pull_details: JSON.stringify({ ...NO_DETAILS, description }),
        problem: null,
        error: null,
        updated_at: Date.now(),
      });
    return updated === 1;
  }

  async update(id: string, patch: ProposalPatch): Promise<void> {
    await this.knex('proposals').where({ id }).update(columnsOf(patch));
  }

  /** As `update`, where it says anything new; tells whether it did. */
  async updateWhereNew(id: string, patch: ProposalPatch): Promise<boolean> {
    const row = await this.knex<ProposalRow>('proposals').where({ id }).first();
    if (!row) return false;
    const { updated_at: _, ...columns } = columnsOf(patch);
    const isNew = Object.entries(columns).some(
      ([column, value]) => row[column as keyof ProposalRow] !== value,
    );
    if (isNew) await this.update(id, patch);
    return isNew;
  }

  /**
   * Moves the entries of a draft that are on the branch of an open proposal into
   * that proposal, and the draft is no more. Both at once: nothing is lost, and
   * nothing is in two baskets.
   */
  async join(
    draftId: string,
    into: string,
    entries: readonly ProposalEntry[],
    patch: ProposalPatch,
  ): Promise<void> {
    await this.knex.transaction(async transaction => {
      const gone = await transaction('proposals')
        .where({ id: draftId, state: 'publishing' })
        .delete();
      if (gone === 0) return;
      await transaction('proposals')
        .where({ id: into })
        .update({ ...columnsOf(patch), entries: JSON.stringify(entries) });
    });
  }
}

/** As people see it. */
export function proposalView({
  mergeCommit: _merge,
  headCommit: _head,
  published: _published,
  description: _description,
  ...proposal
}: StoredProposal): Proposal {
  return proposal;
}
