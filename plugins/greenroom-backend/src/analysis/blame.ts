import path from 'node:path';
import { type TabularDataset, tablePaths } from '@greenroom/manifest';
import type { JobContext } from '../jobs/JobKind';
import type { Version } from '../registry/Asset';
import { repositoryPath } from '../sync/contentPaths';
import {
  AnalysisKind,
  AnalysisRooms,
  assetAndSource,
  versionOf,
} from './AnalysisRooms';
import type { AnalysisStore } from './AnalysisStore';
import { blameHistory, type HistoryEntry, historyDigest } from './blameHistory';
import type { BlamePayload } from './blameQuestion';
import type { BlameInput, BlameSummary } from './compute/blame';

/** The answer of a blame job. */
export type BlameResult = {
  /** Parquet, as `writeBlame` writes it. */
  readonly artifact: string;
  /** Which revisions it is made of: the first so many, and their digest. */
  readonly revisions: number;
  readonly digest: string;
  /** What people should know of the history it was read from. */
  readonly remark?: string;
};

/** A blame of one of so many versions before is gone on with. */
const VERSIONS_BEFORE = 50;
const SHORT_SHA = 7;
const SHOWN_REMARKS = 3;

/** Who last set each cell of a version, going on from the blame of a version before. */
export function blameKind(
  rooms: AnalysisRooms & { readonly analyses: AnalysisStore },
): AnalysisKind {
  return () => ({
    kind: 'blame',
    lane: 'compute',
    async run({
      payload: { versionId, key },
      ...work
    }: JobContext<BlamePayload>): Promise<BlameResult> {
      const version = await versionOf(rooms, versionId);
      const history = await blameHistory(rooms.assets, version);
      const before = await lastBlame(rooms, history, key);
      const cut = await cutRemark(rooms, version, history);
      const input: BlameInput = {
        key,
        before: before && rooms.artifacts.pathOf(before.artifact),
        revisions: history.slice(before?.revisions ?? 0).map(entry => ({
          commit: {
            sha: entry.commit.sha,
            author: entry.commit.author,
            date: entry.commit.date,
            message: entry.commit.message.split('\n')[0],
            pullRequest: entry.commit.pullRequest?.number,
          },
          content: entry.version?.digest ?? 'unread',
          snapshot:
            entry.version &&
            rooms.artifacts.pathOf(entry.version.tableArtifact),
          columns: entry.version?.columns.flatMap(({ name, type }) =>
            type === undefined ? [] : [{ name, type }],
          ),
        })),
      };
      return rooms.compute(
        { kind: 'blame', input },
        {
          ...work,
          use: async (summary: BlameSummary, outDirectory) => ({
            artifact: await rooms.artifacts.put(
              path.join(outDirectory, 'blame.parquet'),
            ),
            revisions: history.length,
            digest: historyDigest(history, key),
            remark:
              [cut, passedOver(summary)].filter(Boolean).join(' ') || undefined,
          }),
        },
      );
    },
  });
}

/** The blame of the newest version before whose revisions are the first of these. */
async function lastBlame(
  {
    analyses,
    artifacts,
  }: Pick<AnalysisRooms, 'artifacts'> & {
    readonly analyses: AnalysisStore;
  },
  history: readonly HistoryEntry[],
  key: string,
): Promise<BlameResult | undefined> {
  const ids = new Set(
    history.flatMap(({ version }) => version?.id ?? []).reverse(),
  );
  for (const id of [...ids].slice(0, VERSIONS_BEFORE)) {
    const found = await analyses.blame(id);
    if (
      found &&
      found.revisions <= history.length &&
      found.digest === historyDigest(history.slice(0, found.revisions), key) &&
      (await artifacts.has(found.artifact))
    )
      return found;
  }
  return undefined;
}

/** History before the oldest revision that was read stands in no blame. */
async function cutRemark(
  rooms: AnalysisRooms,
  version: Version,
  history: readonly HistoryEntry[],
): Promise<string | undefined> {
  const [oldest] = history;
  const { asset, source } = await assetAndSource(rooms, version.assetId);
  const [first] = tablePaths((version.manifest as TabularDataset).table);
  const older = await source
    .listCommits(asset.repository, {
      ref: oldest.commit.sha,
      path: repositoryPath(asset.path, first.path),
      limit: 2,
    })
    .catch(error => {
      rooms.logger.debug(
        `The history before ${oldest.commit.sha} is not known: ${error}`,
      );
      return [];
    });
  const isCut = older.some(({ sha }) => sha !== oldest.commit.sha);
  return isCut
    ? `History before ${oldest.commit.sha.slice(
        0,
        SHORT_SHA,
      )} was not read: that commit stands for what was set before it.`
    : undefined;
}

function passedOver({ remarks }: BlameSummary): string | undefined {
  if (remarks.length === 0) return undefined;
  const shown = remarks
    .slice(0, SHOWN_REMARKS)
    .map(({ commit, message }) => `${commit.slice(0, SHORT_SHA)} (${message})`);
  const more = remarks.length - shown.length;
  return `Passed over, since their rows could not be read: ${shown.join(', ')}${
    more > 0 ? ` and ${more} more` : ''
  }. What they changed is shown as set by the next commit.`;
}
