import type { Knex } from 'knex';
import type { PullPlace } from './PullPlan';

/** Who let a push to the pull request of a fork be planned. */
export type Permit = {
  /** Their name on the host, or their entity in the portal. */
  readonly by: string;
  readonly way: 'label' | 'portal';
};

type PermitRow = {
  source_id: string;
  repository: string;
  pull_number: number;
  head_commit: string;
  given_by: string;
  way: Permit['way'];
  given_at: number | string;
};

/** Permits of people with write access, one a push. Original: nobody else wrote them down. */
export class PermitStore {
  constructor(private readonly knex: Knex) {}

  async give(
    place: PullPlace,
    headCommit: string,
    permit: Permit,
  ): Promise<void> {
    await this.knex('plan_permits')
      .insert({
        ...keyOf(place, headCommit),
        given_by: permit.by,
        way: permit.way,
        given_at: Date.now(),
      })
      .onConflict(['source_id', 'repository', 'pull_number', 'head_commit'])
      .ignore();
  }

  async find(
    place: PullPlace,
    headCommit: string,
  ): Promise<Permit | undefined> {
    const row = await this.knex<PermitRow>('plan_permits')
      .where(keyOf(place, headCommit))
      .first();
    return row && { by: row.given_by, way: row.way };
  }
}

function keyOf(
  { sourceId, repository, number }: PullPlace,
  headCommit: string,
) {
  return {
    source_id: sourceId,
    repository,
    pull_number: number,
    head_commit: headCommit,
  };
}
