import type { PlannedPull } from '@greenroom/backstage-plugin-greenroom-common';
import type { Knex } from 'knex';
import {
  type PullPlace,
  type PullPlan,
  type PullPlanRow,
  type PullPlanState,
  toPullPlan,
} from './PullPlan';

/** So many of an asset are listed. */
const SHOWN = 50;

export type NewPullPlan = Omit<PullPlan, 'told' | 'updatedAt'>;

/** What pull requests would do. Derived: it is found again by asking hosts. */
export class PlanStore {
  constructor(private readonly knex: Knex) {}

  async put(plan: NewPullPlan): Promise<void> {
    const now = Date.now();
    await this.knex('plans')
      .insert({
        id: plan.id,
        source_id: plan.sourceId,
        repository: plan.repository,
        pull_number: plan.number,
        asset_id: plan.assetId,
        head_commit: plan.headCommit,
        base_commit: plan.baseCommit ?? null,
        state: plan.state,
        job_id: plan.jobId ?? null,
        reason: plan.reason ?? null,
        pull: JSON.stringify(plan.pull),
        created_at: now,
        updated_at: now,
      })
      .onConflict('id')
      .merge([
        'base_commit',
        'state',
        'job_id',
        'reason',
        'pull',
        'updated_at',
      ]);
  }

  async get(id: string): Promise<PullPlan | undefined> {
    const row = await this.knex<PullPlanRow>('plans').where({ id }).first();
    return row && toPullPlan(row);
  }

  /** Of one asset and pull request: after every push, the newest first. */
  async pushes(assetId: string, number: number): Promise<PullPlan[]> {
    const rows = await this.knex<PullPlanRow>('plans')
      .where({ asset_id: assetId, pull_number: number })
      .orderBy('created_at', 'desc')
      .limit(SHOWN);
    return rows.map(toPullPlan);
  }

  /** After the newest push to each pull request, the newest first. */
  async listOfAsset(assetId: string): Promise<PullPlan[]> {
    const rows = await this.knex<PullPlanRow>('plans')
      .where({ asset_id: assetId })
      .whereNotIn('state', ['superseded', 'same'] satisfies PullPlanState[])
      .orderBy('pull_number', 'desc')
      .limit(SHOWN);
    return rows.map(toPullPlan);
  }

  async listOfPull(place: PullPlace): Promise<PullPlan[]> {
    const rows = await this.#ofPull(place).orderBy('created_at');
    return rows.map(toPullPlan);
  }

  async listOfJob(jobId: string): Promise<PullPlan[]> {
    const rows = await this.knex<PullPlanRow>('plans').where({ job_id: jobId });
    return rows.map(toPullPlan);
  }

  /** Pull requests of a repository that were open when they were last looked at. */
  async openNumbers(
    sourceId: string,
    repository: string,
  ): Promise<ReadonlySet<number>> {
    const rows = await this.knex<PullPlanRow>('plans')
      .where({ source_id: sourceId, repository })
      .whereNot({ state: 'superseded' })
      .select('pull_number', 'pull');
    return new Set(
      rows
        .filter(
          ({ pull }) => (JSON.parse(pull) as PlannedPull).state === 'open',
        )
        .map(({ pull_number: number }) => number),
    );
  }

  async move(id: string, state: PullPlanState): Promise<void> {
    await this.knex<PullPlanRow>('plans')
      .where({ id })
      .update({ state, updated_at: Date.now() });
  }

  /** What the host says of the pull request itself. */
  async tellPull(id: string, pull: PlannedPull): Promise<void> {
    await this.knex<PullPlanRow>('plans')
      .where({ id })
      .update({ pull: JSON.stringify(pull), updated_at: Date.now() });
  }

  async told(id: string, check: string): Promise<void> {
    await this.knex<PullPlanRow>('plans').where({ id }).update({ told: check });
  }

  #ofPull({ sourceId, repository, number }: PullPlace) {
    return this.knex<PullPlanRow>('plans').where({
      source_id: sourceId,
      repository,
      pull_number: number,
    });
  }
}
