import type {
  Proposal,
  ProposalProblem,
} from '@greenroom/backstage-plugin-greenroom-common';

/** A row of the table `proposals`. */
export type ProposalRow = {
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
  pull_details: string | null;
  problem: ProposalProblem | null;
  error: string | null;
  created_at: number | string;
  updated_at: number | string;
};

export type StoredProposal = Proposal & {
  readonly mergeCommit?: string;
  /** Where its branch stood when we last wrote to it. */
  readonly headCommit?: string;
  /** Keys of the entries that are on its branch. */
  readonly published: readonly string[];
  /** What its author said to its reviewers; it stays when the pull request is renewed. */
  readonly description?: string;
};

/** What a host told of a proposal's pull request, and what of the proposal is in it. */
export type PullDetails = Omit<
  NonNullable<Proposal['pullRequest']>,
  'number' | 'url'
> &
  Pick<StoredProposal, 'headCommit' | 'published' | 'description'>;

/** What changes of a proposal beside its entries; `null` takes away. */
export type ProposalPatch = {
  readonly state?: Proposal['state'];
  readonly title?: string;
  readonly pull?: {
    readonly number?: number;
    readonly url: string;
    readonly details: PullDetails;
  };
  readonly mergeCommit?: string | null;
  readonly changedLines?: number;
  readonly problem?: ProposalProblem | null;
  readonly error?: string | null;
};

/** Of what is no pull request yet, or was one before more was kept than its address. */
export const NO_DETAILS: PullDetails = {
  labels: [],
  reviewers: [],
  comments: [],
  published: [],
};

/** What a patch writes; what it does not say stays. */
export function columnsOf(patch: ProposalPatch): Partial<ProposalRow> {
  const { state, title, pull, mergeCommit, changedLines, problem, error } =
    patch;
  const said: Partial<ProposalRow> = {
    state,
    title,
    merge_commit: mergeCommit,
    changed_lines: changedLines,
    problem,
    error,
    ...(pull && {
      pull_number: pull.number ?? null,
      pull_url: pull.url,
      pull_details: JSON.stringify(pull.details),
    }),
  };
  const columns = Object.entries(said).filter(
    ([, value]) => value !== undefined,
  );
  return { ...Object.fromEntries(columns), updated_at: Date.now() };
}

export function toProposal(row: ProposalRow): StoredProposal {
  const { headCommit, published, description, ...told }: PullDetails =
    row.pull_details ? JSON.parse(row.pull_details) : NO_DETAILS;
  return {
    id: row.id,
    assetId: row.asset_id,
    author: row.author,
    state: row.state,
    title: row.title,
    entries: JSON.parse(row.entries),
    baseVersionId: row.base_version_id,
    pullRequest:
      row.pull_url === null
        ? undefined
        : {
            number: row.pull_number ?? undefined,
            url: row.pull_url,
            ...told,
          },
    headCommit,
    published,
    description,
    problem: row.problem ?? undefined,
    changedLines: row.changed_lines ?? undefined,
    mergeCommit: row.merge_commit ?? undefined,
    error: row.error ?? undefined,
    updatedAt: new Date(Number(row.updated_at)).toISOString(),
  };
}
