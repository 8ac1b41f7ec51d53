import { randomUUID } from 'node:crypto';
import { ConflictError } from '@backstage/errors';
import type { Knex } from 'knex';
import type {
  Proposal,
  ProposalEntry,
} from '@greenroom/backstage-plugin-greenroom-common';

type ProposalRow = {
  id: string;
  asset_id: string;
  author: string;
  state: Proposal['state'];
  title: string;
  entries: string;
  base_version_id: string;
  pull_number: number | null;
  pull_url: string | null;
  merge_commit: string | null;
  changed_lines: number | null;
  error: string | null;
  created_at: number | string;
  updated_at: number | string;
};

export type StoredProposal = Proposal & { readonly mergeCommit?: string };

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
    await this.knex.transaction(async transaction => {
      const query = transaction<ProposalRow>('proposals')
        .where({ id, state: 'draft' })
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
          base_version_id: baseVersionId,
          error: null,
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

  async listInState(
    states: readonly Proposal['state'][],
  ): Promise<StoredProposal[]> {
    const rows = await this.knex<ProposalRow>('proposals').whereIn('state', [
      ...states,
    ]);
    return rows.map(toProposal);
  }

  /** Takes a draft for publishing; false when somebody else did. */
  async take(id: string, title: string): Promise<boolean> {
    const updated = await this.knex('proposals')
      .where({ id })
      .whereIn('state', ['draft', 'failed'])
      .update({
        state: 'publishing',
        title,
        error: null,
        updated_at: Date.now(),
      });
    return updated === 1;
  }

  async update(
    id: string,
    patch: Partial<
      Pick<
        ProposalRow,
        | 'state'
        | 'pull_number'
        | 'pull_url'
        | 'merge_commit'
        | 'changed_lines'
        | 'error'
      >
    >,
  ): Promise<void> {
    await this.knex('proposals')
      .where({ id })
      .update({ ...patch, updated_at: Date.now() });
  }
}

/** As people see it. */
export function proposalView({
  mergeCommit: _,
  ...proposal
}: StoredProposal): Proposal {
  return proposal;
}

function toProposal(row: ProposalRow): StoredProposal {
  return {
    id: row.id,
    assetId: row.asset_id,
    author: row.author,
    state: row.state,
    title: row.title,
    entries: JSON.parse(row.entries),
    baseVersionId: row.base_version_id,
    pullRequest:
      row.pull_number === null || row.pull_url === null
        ? undefined
        : { number: row.pull_number, url: row.pull_url },
    changedLines: row.changed_lines ?? undefined,
    mergeCommit: row.merge_commit ?? undefined,
    error: row.error ?? undefined,
    updatedAt: new Date(Number(row.updated_at)).toISOString(),
  };
}
