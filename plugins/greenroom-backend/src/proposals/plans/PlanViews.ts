import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { NotFoundError } from '@backstage/errors';
import type {
  ChangedRowPage,
  JobStatus,
  MadePlan,
  PlanList,
  PlanSummary,
  PullPlan as PullPlanView,
  Thumbnails,
} from '@greenroom/backstage-plugin-greenroom-common';
import type { Source } from '@greenroom/backstage-plugin-greenroom-node';
import { planTitle } from '@greenroom/change/plan';
import { PLAN_KINDS } from '../../analysis/plan/planQuestion';
import type { PlanResult } from '../../analysis/plan/PlanResult';
import type { JobReasons } from '../../jobs/JobReasons';
import { isOpen, type JobRow, toJobStatus } from '../../jobs/JobRow';
import type { JobStore } from '../../jobs/JobStore';
import { hasPictures, type PlanRowsRequest } from '../../rows/PlanRows';
import type { RowsRoom } from '../../rows/RowsRoom';
import type { PermitStore } from './PermitStore';
import type { PlanStore } from './PlanStore';
import type { PullPlan } from './PullPlan';
import { printOf } from './review/printOf';
import { withoutRows } from './withoutRows';

/** Its reason may quote a row: it stands with the job, for who may read rows. */
const NOT_MADE = 'The plan could not be made. Its page says why.';

/** Plans as pages show them. */
export class PlanViews {
  constructor(
    private readonly rooms: {
      store: PlanStore;
      permits: PermitStore;
      jobs: Pick<JobStore, 'get' | 'getMany'>;
      sources: ReadonlyMap<string, Source>;
      rows: Pick<RowsRoom, 'plans'>;
      reasons: JobReasons;
    },
  ) {}

  async list(assetId: string): Promise<PlanList> {
    const { jobs, store } = this.rooms;
    const plans = await store.listOfAsset(assetId);
    const known = await jobs.getMany(plans.flatMap(({ jobId }) => jobId ?? []));
    return {
      items: plans.map(plan =>
        summaryOf(plan, plan.jobId ? known.get(plan.jobId) : undefined),
      ),
    };
  }

  /**
   * @param commit - of a push; default: the newest
   * @throws NotFoundError where that was never looked at
   */
  async page(
    assetId: string,
    { number, commit }: { readonly number: number; readonly commit?: string },
    credentials: BackstageCredentials,
    may: { readonly permit: boolean },
  ): Promise<PullPlanView> {
    const { jobs, permits, sources, store } = this.rooms;
    const pushes = await store.pushes(assetId, number);
    const newest =
      pushes.find(({ state }) => state !== 'superseded') ?? pushes.at(0);
    const plan = commit
      ? pushes.find(({ headCommit }) => headCommit === commit)
      : newest;
    if (!newest || !plan)
      throw new NotFoundError(
        `There is no plan of pull request ${number}${
          commit ? ` at ${commit.slice(0, 7)}` : ''
        }: it does not touch this asset, or it was not looked at yet.`,
      );
    const job =
      plan.jobId === undefined ? undefined : await jobs.get(plan.jobId);
    const permit = plan.pull.fork
      ? await permits.find(plan, plan.headCommit)
      : undefined;
    const made = await this.#madeOf(plan.id, job, credentials);
    return {
      ...made,
      ...summaryOf(plan, job),
      plan: made.plan && {
        ...made.plan,
        base: plan.baseCommit ?? made.plan.base,
        head: plan.headCommit,
      },
      headUrl:
        sources
          .get(plan.sourceId)
          ?.commitUrl(plan.repository, plan.headCommit) ?? plan.pull.url,
      baseCommit: plan.baseCommit,
      newerCommit: newest.id === plan.id ? undefined : newest.headCommit,
      permittedBy: permit?.by,
      mayPermit: may.permit && plan.state === 'waiting',
    };
  }

  /**
   * A plan that was begun, whatever it is of.
   *
   * @param planId - of the plan of a pull request, or of the job that makes one
   */
  async made(
    planId: string,
    credentials: BackstageCredentials,
  ): Promise<MadePlan> {
    return this.#madeOf(planId, await this.#job(planId), credentials);
  }

  async #madeOf(
    id: string,
    job: JobRow | undefined,
    credentials: BackstageCredentials,
  ): Promise<MadePlan> {
    const result = resultOf(job);
    const changed = (result?.changes ?? []).map(({ assetId }) => assetId);
    const about = changed.length > 0 ? changed : [job?.asset_id ?? []].flat();
    const hidden = !(await this.rooms.rows.plans.seesRows(credentials, about));
    return {
      id,
      job: job && (await this.#statusOf(job, credentials, about)),
      plan: result && (hidden ? withoutRows(result.plan) : result.plan),
      rows: hidden
        ? []
        : (result?.changes ?? []).map(change => ({
            asset: change.asset,
            total:
              change.rows.added + change.rows.removed + change.rows.changed,
            pictures: hasPictures(change),
            matchedBy: change.matchedBy,
          })),
      hidden,
    };
  }

  async #statusOf(
    job: JobRow,
    credentials: BackstageCredentials,
    about: readonly string[],
  ): Promise<JobStatus> {
    const [seen] = await this.rooms.reasons.shown(
      credentials,
      [{ job: toJobStatus(job) }],
      () => about,
    );
    return seen.job;
  }

  async rowsOf(
    planId: string,
    request: PlanRowsRequest,
    credentials: BackstageCredentials,
  ): Promise<ChangedRowPage> {
    const page = await this.rooms.rows.plans.page(
      await this.#result(planId),
      request,
      credentials,
    );
    return {
      ...page,
      rows: page.rows.map(row => ({
        ...row,
        print: printOf(request.asset, row),
      })),
    };
  }

  async thumbnailsOf(
    planId: string,
    request: {
      readonly asset: string;
      readonly keys: readonly string[];
      readonly sizePixels: number;
    },
    credentials: BackstageCredentials,
  ): Promise<Thumbnails> {
    return this.rooms.rows.plans.thumbnails(
      await this.#result(planId),
      request,
      credentials,
    );
  }

  async #result(planId: string): Promise<PlanResult> {
    const result = resultOf(await this.#job(planId));
    if (result) return result;
    throw new NotFoundError(
      'This plan is not made yet, or no longer kept. Open its page to see where it stands.',
    );
  }

  /** @throws NotFoundError where there is none that makes a plan */
  async #job(planId: string): Promise<JobRow> {
    const { jobs, store } = this.rooms;
    const jobId = (await store.get(planId))?.jobId ?? planId;
    const job = await jobs.get(jobId);
    if (job && PLAN_KINDS.includes(job.kind)) return job;
    throw new NotFoundError(`No plan ${planId}.`);
  }
}

function resultOf(job: JobRow | undefined): PlanResult | undefined {
  return job?.state === 'succeeded' && job.result
    ? JSON.parse(job.result)
    : undefined;
}

function summaryOf(plan: PullPlan, job: JobRow | undefined): PlanSummary {
  const result = resultOf(job);
  const { id, assetId, headCommit, pull, updatedAt } = plan;
  return {
    id,
    assetId,
    headCommit,
    pull,
    updatedAt,
    verdict: result?.plan.verdict,
    ...standing(plan, job, result),
  };
}

function standing(
  { state, reason }: PullPlan,
  job: JobRow | undefined,
  result: PlanResult | undefined,
): Pick<PlanSummary, 'state' | 'says'> {
  switch (state) {
    case 'waiting':
      return { state, says: 'Waits for somebody with write access.' };
    case 'unread':
      return { state, says: reason ?? 'It cannot be read.' };
    case 'superseded':
      return { state, says: 'Somebody pushed since.' };
    case 'same':
      return { state, says: 'The pull request leaves it as it is.' };
    case 'asked':
      if (result) return { state: 'ready', says: planTitle(result.plan) };
      return job && !isOpen(job)
        ? { state: 'failed', says: NOT_MADE }
        : { state: 'computing', says: job?.message ?? 'Waits for a worker.' };
    default:
      throw new Error(`There is no state ${state satisfies never}.`);
  }
}
