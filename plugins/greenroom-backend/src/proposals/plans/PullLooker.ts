import type {
  ChangeHost,
  PullRequest,
  Source,
} from '@greenroom/backstage-plugin-greenroom-node';
import type { AnalysisStore } from '../../analysis/AnalysisStore';
import { planQuestion } from '../../analysis/plan/planQuestion';
import { PlanSides } from '../../analysis/plan/PlanSide';
import type { RunStore } from '../../analysis/RunStore';
import type { ArtifactStore } from '../../artifacts/ArtifactStore';
import type { JobBroker } from '../../jobs/JobBroker';
import { isOpen } from '../../jobs/JobRow';
import type { JobStore } from '../../jobs/JobStore';
import type { Asset } from '../../registry/Asset';
import type { AssetStore } from '../../registry/AssetStore';
import { assetAtCommit, type AtCommit } from '../../sync/assetAtCommit';
import { watchedPaths } from '../../sync/assetFiles';
import { identityOf } from '../../sync/readAssetAt';
import type { PermitStore } from './PermitStore';
import { planStep } from './planStep';
import type { NewPullPlan, PlanStore } from './PlanStore';
import { type PullPlace, type PullPlan, pullPlanId } from './PullPlan';
import { toPlannedPull } from './toPlannedPull';
import { touchedAssets, type WatchedAsset } from './touchedAssets';

/** A pull request as its host has it now. */
export type LookedAt = {
  readonly place: PullPlace;
  readonly source: Source;
  readonly host: ChangeHost;
  readonly pull: PullRequest;
};

type Outcome = Pick<NewPullPlan, 'state' | 'jobId' | 'reason'>;

/** Looks at one pull request: which assets it touches, whether it may be planned, and asks for their plans. */
export class PullLooker {
  constructor(
    private readonly rooms: {
      store: PlanStore;
      permits: PermitStore;
      assets: AssetStore;
      runs: RunStore;
      artifacts: ArtifactStore;
      analyses: Pick<AnalysisStore, 'point'>;
      sources: ReadonlyMap<string, Source>;
      jobs: Pick<JobStore, 'get'>;
      broker: Pick<JobBroker, 'ask' | 'cancel' | 'retry'>;
    },
  ) {}

  /** @returns the plans of which the host is to be told */
  async look(looked: LookedAt): Promise<PullPlan[]> {
    const { place, pull } = looked;
    const { permits, store } = this.rooms;
    const before = await store.listOfPull(place);
    const permit =
      pull.headCommit === undefined
        ? undefined
        : await permits.find(place, pull.headCommit);
    const step = planStep(place.repository, pull, () => permit);
    if (step.type === 'none') return [];
    if (step.type === 'ended') {
      await this.#end(looked, before);
      return [];
    }
    const overtaken = await this.#supersede(before, step.head);
    const touched = await this.#touched(looked);
    const ids: string[] = [];
    for (const asset of touched) {
      const id = pullPlanId(place, asset.id, step.head);
      const base =
        step.type === 'plan' ? await baseOf(looked, step.head) : undefined;
      const outcome: Outcome =
        step.type === 'wait'
          ? { state: 'waiting' }
          : await this.#plan(looked, asset, { base, head: step.head, id });
      const isKnown = before.some(plan => plan.id === id);
      if (outcome.state === 'same' && !isKnown) continue;
      ids.push(id);
      await store.put({
        ...place,
        ...outcome,
        id,
        assetId: asset.id,
        headCommit: step.head,
        baseCommit: base,
        pull: toPlannedPull(place.repository, place.number, pull),
      });
    }
    return (await store.listOfPull(place)).filter(
      ({ id }) => ids.includes(id) || overtaken.includes(id),
    );
  }

  async #end({ place, pull }: LookedAt, before: readonly PullPlan[]) {
    const { store } = this.rooms;
    for (const plan of before) {
      await store.tellPull(
        plan.id,
        toPlannedPull(place.repository, place.number, pull),
      );
      await this.#drop(plan, `the end of pull request ${place.number}`);
    }
  }

  /** @returns ids of plans of pushes before */
  async #supersede(
    before: readonly PullPlan[],
    head: string,
  ): Promise<string[]> {
    const old = before.filter(
      ({ headCommit, state }) => headCommit !== head && state !== 'superseded',
    );
    for (const plan of old) {
      await this.rooms.store.move(plan.id, 'superseded');
      await this.#drop(plan, 'a later push');
    }
    return old.map(({ id }) => id);
  }

  /** Ends the work for a plan, as far as no other waits for it. */
  async #drop({ id, jobId }: PullPlan, by: string): Promise<void> {
    const { broker, jobs, store } = this.rooms;
    const job = jobId === undefined ? undefined : await jobs.get(jobId);
    if (!job || !isOpen(job)) return;
    const others = (await store.listOfJob(job.id)).filter(
      other =>
        other.id !== id &&
        other.state === 'asked' &&
        other.pull.state === 'open',
    );
    if (others.length === 0) await broker.cancel(job.id, by);
  }

  async #touched({ place, host }: LookedAt): Promise<Asset[]> {
    const { assets } = this.rooms;
    const known = await assets.listOfRepository(
      place.sourceId,
      place.repository,
    );
    if (known.length === 0) return [];
    const changed = await host.listChangedFiles(place.repository, {
      number: place.number,
    });
    const watched = await Promise.all(
      known.map(async (asset): Promise<WatchedAsset & { asset: Asset }> => {
        const { id, folder, paths, path, manifest } = asset;
        const files = (await assets.headVersion(id))?.files ?? {};
        return {
          asset,
          id,
          folder,
          paths,
          watched: watchedPaths(path, manifest, files),
        };
      }),
    );
    return touchedAssets(watched, changed).map(({ asset }) => asset);
  }

  async #plan(
    { place, source }: LookedAt,
    asset: Asset,
    { base, head, id }: { base?: string; head: string; id: string },
  ): Promise<Outcome> {
    if (base === undefined)
      return {
        state: 'unread',
        reason:
          'The branch has no commit in common with the branch that it is for. Rebase it.',
      };
    const { analyses, broker } = this.rooms;
    const sides = new PlanSides(this.rooms);
    const reader = sides.readerOf(source, place.repository);
    const after = await assetAtCommit(reader, head, asset);
    if (after.type === 'unread')
      return { state: 'unread', reason: said(after) };
    const before = await assetAtCommit(reader, base, asset);
    if (isSame(before, after)) return { state: 'same' };
    const question = await planQuestion(this.rooms, sides, asset, {
      ...place,
      base,
      head,
      before: { at: 'commit', commit: base },
      after: { at: 'commit', commit: head },
    });
    const asked = await broker.ask(question);
    // A push before had the same content, and nobody wanted its answer any more.
    const job =
      asked.state === 'cancelled'
        ? (await broker.retry(asked.id)) ?? asked
        : asked;
    // Kept as long as the plan is.
    await analyses.point('plan', id, job.id);
    return { state: 'asked', jobId: job.id };
  }
}

function baseOf({ place, host, pull }: LookedAt, head: string) {
  return host.mergeBase(
    place.repository,
    pull.baseCommit ?? pull.baseBranch,
    head,
  );
}

function isSame(before: AtCommit, after: AtCommit): boolean {
  if (before.type !== 'there' || after.type !== 'there')
    return before.type === 'absent' && after.type === 'absent';
  const [was, is] = [before.found, after.found].map(
    ({ manifest, files, path }) => [path, identityOf(manifest, files)].join(),
  );
  return was === is;
}

function said({ problems }: Extract<AtCommit, { type: 'unread' }>): string {
  const [{ path, line, message }] = problems;
  return `${path}${line === undefined ? '' : `:${line}`}: ${message}`;
}
