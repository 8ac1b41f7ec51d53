import type { Knex } from 'knex';
import type { PullPlace } from './PullPlan';

type WaitRow = {
  source_id: string;
  repository: string;
  pull_number: number;
  head_commit: string;
  labelling: string | null;
};

/** How a push of a fork was when it was first seen. */
export type Wait = {
  /** Id of the label that was on the pull request already. */
  readonly labelling?: string;
};

/** Pushes of forks that waited to be let. Derived: one that is seen anew is to be labelled anew. */
export class WaitStore {
  constructor(private readonly knex: Knex) {}

  /** Keeps what is true now of a push that nobody has seen; gives what was then of any other. */
  async firstSeen(
    { sourceId, repository, number }: PullPlace,
    headCommit: string,
    labelling: string | undefined,
  ): Promise<Wait> {
    const key = {
      source_id: sourceId,
      repository,
      pull_number: number,
      head_commit: headCommit,
    };
    await this.knex('plan_waits')
      .insert({ ...key, labelling: labelling ?? null })
      .onConflict(['source_id', 'repository', 'pull_number', 'head_commit'])
      .ignore();
    const row = await this.knex<WaitRow>('plan_waits').where(key).first();
    return { labelling: row?.labelling ?? undefined };
  }
}
