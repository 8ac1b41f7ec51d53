import { InputError, NotFoundError } from '@backstage/errors';
import type {
  PlanAgreement,
  PlanAgreements,
  PlanComment,
  SaidComment,
} from '@greenroom/backstage-plugin-greenroom-common';
import type { Source } from '@greenroom/backstage-plugin-greenroom-node';
import type { PlanResult } from '../../../analysis/plan/PlanResult';
import type { JobStore } from '../../../jobs/JobStore';
import type { AssetStore } from '../../../registry/AssetStore';
import { planPath } from '../planPath';
import type { PlanStore } from '../PlanStore';
import type { PullPlan } from '../PullPlan';
import type { AgreementStore } from './AgreementStore';
import { commentBody, commentMarker } from './commentBody';
import type { CommentStore } from './CommentStore';
import { sayOnce } from './sayOnce';

/** What people make of the plan of a pull request: changes that they agree to, kept here, and what they say, which goes to the host. */
export class PlanReview {
  constructor(
    private readonly rooms: {
      store: Pick<PlanStore, 'get'>;
      agreements: AgreementStore;
      comments: CommentStore;
      jobs: Pick<JobStore, 'get'>;
      assets: Pick<AssetStore, 'get'>;
      sources: ReadonlyMap<string, Source>;
      portalUrl: string;
    },
  ) {}

  async agreements(planId: string, by: string): Promise<PlanAgreements> {
    const plan = await this.#plan(planId);
    return { prints: await this.rooms.agreements.listOf(plan, by) };
  }

  async agree(
    planId: string,
    by: string,
    { print, word }: PlanAgreement,
  ): Promise<void> {
    const { agreements } = this.rooms;
    const plan = await this.#plan(planId);
    await (word === 'agree'
      ? agreements.give(plan, by, print)
      : agreements.takeBack(plan, by, print));
  }

  /**
   * The same comment twice is said once, also by two replicas and after a lost answer.
   *
   * @param by.token - the person's own; without it the portal says it in their name
   * @throws InputError where that row is of no data set of the plan
   * @throws NotAllowedError, ConflictError where the host does not take it
   */
  async comment(
    planId: string,
    comment: PlanComment,
    by: { readonly name: string; readonly token?: string },
  ): Promise<SaidComment> {
    const plan = await this.#plan(planId);
    const { changes: host } = this.rooms.sources.get(plan.sourceId) ?? {};
    if (!host)
      throw new NotFoundError(
        `The source of ${plan.repository} is no longer configured.`,
      );
    const body = commentBody(comment, {
      saidBy: by.token === undefined ? { name: by.name } : 'themselves',
      key: await this.#keyOf(plan, comment),
      link: await this.#linkOf(plan),
    });
    return sayOnce(this.rooms.comments, plan, comment.id, () =>
      host.comment(
        plan.repository,
        { number: plan.number },
        { body, marker: commentMarker(comment.id), token: by.token },
      ),
    );
  }

  /** Whether the key of the row may be told: it goes where everybody reads. */
  async #keyOf(
    { jobId }: PullPlan,
    { row }: PlanComment,
  ): Promise<'told' | 'personal'> {
    if (!row) return 'told';
    const job =
      jobId === undefined ? undefined : await this.rooms.jobs.get(jobId);
    const result: PlanResult | undefined = job?.result
      ? JSON.parse(job.result)
      : undefined;
    const change = result?.changes.find(({ asset }) => asset === row.asset);
    if (!change)
      throw new InputError(`No row of ${row.asset} differs in this plan.`);
    const isPersonal = change.declared.some(
      ({ name, personal }) => personal && name === change.key,
    );
    return isPersonal ? 'personal' : 'told';
  }

  async #linkOf(plan: PullPlan): Promise<string | undefined> {
    const { assets, portalUrl } = this.rooms;
    const asset = await assets.get(plan.assetId);
    return asset ? `${portalUrl}${planPath(asset.entityRef, plan)}` : undefined;
  }

  async #plan(planId: string): Promise<PullPlan> {
    const plan = await this.rooms.store.get(planId);
    if (plan) return plan;
    throw new NotFoundError(`There is no pull request behind ${planId}.`);
  }
}
