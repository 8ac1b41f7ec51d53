import { parseEntityRef } from '@backstage/catalog-model';
import { NotAllowedError, NotFoundError } from '@backstage/errors';
import type { ChangeHost } from '@greenroom/backstage-plugin-greenroom-node';
import type { JobContext } from '../jobs/JobKind';
import { isOpen } from '../jobs/JobRow';
import type { Asset, Version } from '../registry/Asset';
import { waitAgain } from '../storage/tryAgain';
import {
  type AnalysisKind,
  type AnalysisRooms,
  assetAndSource,
  versionOf,
} from './AnalysisRooms';
import { gateVerdict, type NamedRun } from './gateVerdict';
import { type Asked, keyOf, PRIORITIES } from './questions';
import type { RunWithJob } from './RunStore';
import { titleOf } from './titleOf';

export type VerdictPayload = {
  readonly modelAssetId: string;
  /** Of the model, or of data it is evaluated on: its commit gets the check. */
  readonly versionId: string;
  readonly runIds: readonly string[];
};

/** Tells people of a version what its runs came to. */
export type Messenger = {
  notify(message: {
    readonly topic: 'greenroom-gates' | 'greenroom-training';
    readonly owner: string;
    readonly title: string;
    readonly description: string;
    /** Path in the portal. */
    readonly path: string;
    readonly isBad: boolean;
    /** The same scope again replaces what was said. */
    readonly scope: string;
  }): Promise<void>;
  /** Where the portal stands, for links from elsewhere. */
  readonly portalUrl: string;
};

/** What do the runs of this version come to? Undefined while one is under way, or where there is none. */
export function verdictQuestion(
  model: Asset,
  subject: Asset,
  version: Version,
  runs: readonly RunWithJob[],
): Asked<VerdictPayload> | undefined {
  if (runs.length === 0 || runs.some(({ job }) => isOpen(job)))
    return undefined;
  const ended = runs
    .map(({ id, job }) => [id, job.id, job.state, Number(job.finished_at)])
    .sort();
  return {
    kind: 'verdict',
    key: keyOf('verdict', model.id, version.id, ended),
    assetId: subject.id,
    payload: {
      modelAssetId: model.id,
      versionId: version.id,
      runIds: runs.map(({ id }) => id).sort(),
    },
    priority: PRIORITIES.training,
  };
}

/** Puts the verdict of the gates on the commit, and on the pull request it came by; tells the owner. */
export function verdictKind(
  rooms: AnalysisRooms & { readonly messenger: Messenger },
): AnalysisKind {
  return () => ({
    kind: 'verdict',
    lane: 'effect',
    async run({ payload }: JobContext<VerdictPayload>) {
      const { modelAssetId, versionId, runIds } = payload;
      const version = await versionOf(rooms, versionId);
      const { asset, source } = await assetAndSource(rooms, version.assetId);
      const { asset: model } = await assetAndSource(rooms, modelAssetId);
      const verdict = gateVerdict(await namedRuns(rooms, runIds));
      if (!verdict || !source.changes) return { commits: [] };
      const path = evaluationsPath(model.entityRef);
      const commits = await commitsOf(source.changes, asset, version);
      for (const commit of commits)
        await source.changes.postCheck({
          repository: asset.repository,
          commit,
          name: `Greenroom: ${model.name}`,
          detailsUrl: `${rooms.messenger.portalUrl}${path}`,
          ...verdict,
        });
      await rooms.messenger.notify({
        topic: 'greenroom-gates',
        owner: asset.owner,
        title: `${model.name} on ${titleOf(version)}: ${verdict.title}`,
        description: `Commit ${version.commit.sha.slice(0, 7)} of ${
          asset.repository
        }.`,
        path,
        isBad: verdict.conclusion === 'failure',
        scope: `greenroom:verdict:${model.id}:${version.id}`,
      });
      return { commits, conclusion: verdict.conclusion };
    },
    // The host may be out of reach; what it refuses it refuses again.
    again: (error, asked) =>
      error instanceof NotAllowedError || error instanceof NotFoundError
        ? undefined
        : waitAgain(asked),
  });
}

async function namedRuns(
  rooms: AnalysisRooms,
  runIds: readonly string[],
): Promise<NamedRun[]> {
  const found = await Promise.all(runIds.map(id => rooms.runs.get(id)));
  return Promise.all(
    found
      .flatMap(run => run ?? [])
      .map(async run => ({
        run,
        model: titleOf(await versionOf(rooms, run.model_version_id)),
        dataset: titleOf(await versionOf(rooms, run.dataset_version_id)),
      })),
  );
}

/** The newest commit of the version, and the head of the pull request it came by. */
async function commitsOf(
  host: ChangeHost,
  { repository }: Asset,
  version: Version,
): Promise<string[]> {
  const commit = version.commits.at(-1)!;
  const pull = await host.pullRequestOfCommit(repository, commit);
  return [...new Set([commit, ...(pull?.headCommit ? [pull.headCommit] : [])])];
}

/** Where a person finds what is evaluated, in the portal. */
export function evaluationsPath(entityRef: string): string {
  const { kind, namespace, name } = parseEntityRef(entityRef);
  return `/catalog/${namespace}/${kind.toLowerCase()}/${name}/evaluations`;
}
