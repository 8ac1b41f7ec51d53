import type { LoggerService } from '@backstage/backend-plugin-api';
import {
  ConflictError,
  NotFoundError,
  stringifyError,
} from '@backstage/errors';
import { PLAN_LABEL } from '@greenroom/backstage-plugin-greenroom-common';
import type {
  PullRequest,
  PullRequestEvent,
  Source,
  SourceEvent,
} from '@greenroom/backstage-plugin-greenroom-node';
import { keyOf, PRIORITIES } from '../../analysis/questions';
import type { JobBroker } from '../../jobs/JobBroker';
import { isOpen } from '../../jobs/JobRow';
import type { JobStore } from '../../jobs/JobStore';
import type { AssetStore } from '../../registry/AssetStore';
import type { PermitStore } from './PermitStore';
import type { PlanStore } from './PlanStore';
import type { PullPlace, PullPlan } from './PullPlan';
import type { PullRequestPayload } from './pullRequestKind';

/** When pull requests are looked at, by events, by a schedule and by people, and who is told of what came of it. */
export class PullPlans {
  constructor(
    private readonly rooms: {
      store: PlanStore;
      permits: PermitStore;
      assets: AssetStore;
      jobs: JobStore;
      broker: JobBroker;
      sources: ReadonlyMap<string, Source>;
      logger: LoggerService;
      changed(assetIds: readonly string[]): Promise<void>;
    },
  ) {}

  /** The same event twice looks twice, and finds the same. */
  async heard(event: SourceEvent): Promise<void> {
    if (event.type !== 'pull-request' || event.action === 'changed') return;
    const { sourceId, repository, number } = event;
    await this.#look(
      { sourceId, repository, number },
      [event.action, event.state, event.headCommit, event.label, event.by],
      labelledBy(event),
    );
  }

  /** What no event told: every repository with assets is asked for its open pull requests. */
  async pass(): Promise<void> {
    const { assets, logger, sources } = this.rooms;
    for (const source of sources.values()) {
      if (source.changes?.makes !== 'pull-request') continue;
      for (const repository of await assets.listRepositories(source.id)) {
        try {
          await this.#passRepository(source, repository);
        } catch (error) {
          logger.warn(
            `The pull requests of ${repository} could not be listed: ${stringifyError(
              error,
            )}`,
          );
        }
      }
    }
  }

  /**
   * Lets one push of a fork be planned.
   *
   * @throws ConflictError where it waits for nobody, or somebody pushed since
   */
  async permit(planId: string, by: string): Promise<void> {
    const plan = await this.rooms.store.get(planId);
    if (!plan) throw new NotFoundError(`No plan ${planId}.`);
    if (plan.state === 'superseded')
      throw new ConflictError(
        'Somebody pushed to this pull request since. Look at the newest commits, then let those be planned.',
      );
    if (plan.state !== 'waiting') return;
    await this.rooms.permits.give(plan, plan.headCommit, { by, way: 'portal' });
    await this.#look(plan, ['permit', plan.headCommit, by]);
  }

  /** Plans of an asset whose jobs have ended. */
  async settled(assetId: string): Promise<void> {
    const plans = await this.rooms.store.listOfAsset(assetId);
    const asked = plans.filter(({ state }) => state === 'asked');
    const jobs = await this.rooms.jobs.getMany(
      asked.flatMap(({ jobId }) => jobId ?? []),
    );
    const ended = asked.filter(({ jobId }) => {
      const job = jobId === undefined ? undefined : jobs.get(jobId);
      return job && !isOpen(job);
    });
    await this.tell(ended);
  }

  /** Asks that hosts and pages hear where these plans stand. */
  async tell(plans: readonly PullPlan[]): Promise<void> {
    const { broker, jobs } = this.rooms;
    for (const plan of plans) {
      const job =
        plan.jobId === undefined ? undefined : await jobs.get(plan.jobId);
      await broker.ask({
        kind: 'plan-check',
        key: keyOf(
          'plan-check',
          plan.id,
          plan.state,
          plan.reason,
          job && [job.id, isOpen(job) ? 'open' : job.state, job.finished_at],
        ),
        assetId: plan.assetId,
        payload: { planId: plan.id },
        priority: PRIORITIES.page,
        exclusive: `plan-check:${plan.id}`,
      });
    }
    await this.rooms.changed([...new Set(plans.map(each => each.assetId))]);
  }

  async #passRepository(source: Source, repository: string): Promise<void> {
    const open = (await source.changes!.listOpenPullRequests(repository))
      .filter(({ number }) => number !== undefined)
      .map(pull => ({ ...pull, number: pull.number! }));
    const place = { sourceId: source.id, repository };
    for (const pull of open) {
      const at = { ...place, number: pull.number };
      if (await this.#isLabelled(at, pull))
        await this.#look(at, ['labelled', pull.headCommit]);
      // Each push once: the question that was asked is there.
      else await this.#ask(at, ['seen', pull.headCommit]);
    }
    const known = await this.rooms.store.openNumbers(source.id, repository);
    for (const number of known) {
      if (!open.some(each => each.number === number))
        await this.#ask({ ...place, number }, ['gone']);
    }
  }

  /** Does a push wait to be let, and has its pull request the label? It may have come since. */
  async #isLabelled(
    place: PullPlace,
    { headCommit, labels }: PullRequest,
  ): Promise<boolean> {
    if (!labels.includes(PLAN_LABEL)) return false;
    const plans = await this.rooms.store.listOfPull(place);
    return plans.some(
      plan => plan.headCommit === headCommit && plan.state === 'waiting',
    );
  }

  /** Also where the same was asked before: what is to be seen may be another. */
  async #look(
    place: PullPlace,
    why: readonly unknown[],
    labelled?: PullRequestPayload['labelled'],
  ): Promise<void> {
    const job = await this.#ask(place, why, labelled);
    if (job.state === 'succeeded') await this.rooms.broker.again(job.id);
    else if (!isOpen(job)) await this.rooms.broker.retry(job.id);
  }

  #ask(
    { sourceId, repository, number }: PullPlace,
    why: readonly unknown[],
    labelled?: PullRequestPayload['labelled'],
  ) {
    return this.rooms.broker.ask({
      kind: 'pull-request',
      key: keyOf('pull-request', sourceId, repository, number, why),
      payload: {
        sourceId,
        repository,
        number,
        labelled,
      } satisfies PullRequestPayload,
      priority: PRIORITIES.page,
      exclusive: `pull-request:${sourceId}:${repository}:${number}`,
    });
  }
}

function labelledBy(event: PullRequestEvent): PullRequestPayload['labelled'] {
  return event.action === 'labelled' && event.label === PLAN_LABEL
    ? { by: event.by, headCommit: event.headCommit }
    : undefined;
}
