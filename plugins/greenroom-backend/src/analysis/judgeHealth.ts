import { isServed } from '@greenroom/manifest';
import { endedBadly } from '../jobs/JobRow';
import type { JobStore } from '../jobs/JobStore';
import { type Asset, isRead, type Version } from '../registry/Asset';
import type { AssetStore } from '../registry/AssetStore';
import type { AnalysisStore } from './AnalysisStore';
import { isOnnx } from './askForRuns';
import { healthOf } from './healthOf';
import type { RunStore, RunWithJob } from './RunStore';
import { unreadRevisions } from './unreadRevisions';

/** What people look at beside an asset; whether it is fit for use does not wait for it. */
const KINDS_BESIDE = [
  'comparison',
  'drift',
  'leakage',
  'derived',
  'blame',
  'attribution',
  'run-comparison',
  'plan',
  'served-plan',
  'plan-check',
];

/** Finds out whether assets are fit for use, and writes it down where it is news. */
export async function judgeHealth(
  rooms: {
    readonly assets: AssetStore;
    readonly analyses: AnalysisStore;
    readonly jobs: JobStore;
    readonly runs: RunStore;
  },
  assetIds: readonly string[],
): Promise<void> {
  const { assets, analyses, jobs, runs } = rooms;
  const some = await assets.getMany(assetIds);
  const versions = await assets.listVersionsOf(assetIds);
  const unread = await unreadRevisions(assets, assetIds);
  const newest = new Map(
    [...unread].map(([id, revisions]) => [
      id,
      `${id}@${revisions.at(-1)!.byte_digest}`,
    ]),
  );
  const contents = await analyses.jobsOf('content', [...newest.values()]);
  const open = await jobs.countOpen(assetIds, KINDS_BESIDE);
  const heads = new Map(
    [...versions].map(([id, known]) => [id, known.at(-1)!]),
  );
  const ran = await runsOf(runs, some, heads);
  await assets.setHealth(
    some.map(asset => {
      const { id } = asset;
      const head = heads.get(id);
      const content = contents.get(newest.get(id) ?? '');
      return {
        asset,
        ...healthOf({
          asset,
          hasVersion: head !== undefined,
          isRead:
            head !== undefined &&
            (isRead(head) || isOnnx(head) || isServed(head.manifest)),
          openJobs: open.get(id) ?? 0,
          contentError:
            content && endedBadly(content)
              ? content.error ?? undefined
              : undefined,
          runs: ran.get(id) ?? [],
        }),
      };
    }),
  );
}

/** Runs of the newest version of each model, newest first. */
async function runsOf(
  runs: RunStore,
  some: readonly Asset[],
  heads: ReadonlyMap<string, Version>,
): Promise<ReadonlyMap<string, RunWithJob[]>> {
  const models = some.filter(
    ({ kind, id }) => kind === 'model' && heads.has(id),
  );
  const found = new Map<string, RunWithJob[]>();
  for (const id of await runs.modelsWithRuns(models.map(model => model.id)))
    found.set(
      id,
      (await runs.list({ modelAssetId: id })).filter(
        run => run.model_version_id === heads.get(id)!.id,
      ),
    );
  return found;
}
