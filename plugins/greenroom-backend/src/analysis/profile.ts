import type { TabularDataset } from '@greenroom/manifest';
import path from 'node:path';
import type { JobContext } from '../jobs/JobKind';
import { AnalysisKind, AnalysisRooms, assetAndSource } from './AnalysisRooms';
import { CONTENT_VERSION } from '../registry/Asset';
import type { ProfileResult } from './compute/profile';
import { namedInRepository } from './namedInRepository';
import type { ContentPayload } from './questions';
import { Stage } from '../storage/Stage';
import { stageTable } from './stageTable';

type Result = { readonly payload: ContentPayload; readonly versionId: string };

/** What the bytes of a data set are: its content digest, its counts, and its table as our own Parquet. */
export function profileKind(rooms: AnalysisRooms): AnalysisKind {
  return reconcile => ({
    kind: 'profile',
    lane: 'compute',
    async run({
      payload,
      ...work
    }: JobContext<ContentPayload>): Promise<Result> {
      const { asset, source } = await assetAndSource(rooms, payload.assetId);
      const revision = (
        await rooms.assets.listRevisionsOfBytes(asset.id, payload.byteDigest)
      )[0];
      const manifest = JSON.parse(revision.manifest) as TabularDataset;
      work.progress(0.05, 'Fetching the files');
      const place = {
        source,
        repository: asset.repository,
        headCommit: asset.headCommit,
        commit: revision.commit,
        manifestPath: asset.path,
        manifest,
      };
      const profiled = async (stage: Stage) => {
        const files = JSON.parse(revision.files);
        const table = await stageTable(stage, asset.path, manifest, files);
        return rooms
          .compute(
            { kind: 'profile', input: { table, manifest } },
            {
              ...work,
              use: async (result: ProfileResult, outDirectory) => ({
                ...result,
                tableArtifact: await rooms.artifacts.put(
                  path.join(outDirectory, 'table.parquet'),
                ),
                profileArtifact: await rooms.artifacts.put(
                  path.join(outDirectory, 'profile.json'),
                ),
              }),
            },
          )
          .catch(error => {
            throw namedInRepository(error, stage);
          });
      };
      const found = await Stage.use(
        rooms.storages,
        place,
        work.signal,
        profiled,
      );
      const { digest, ...facts } = found;
      const versionId = await rooms.assets.attachVersion(
        asset.id,
        payload.byteDigest,
        digest,
        {
          ...facts,
          semver: manifest.version,
          contentVersion: CONTENT_VERSION,
        },
      );
      return { payload, versionId };
    },
    committed: ({ payload }: Result) => reconcile([payload.assetId]),
    failed: (_error, payload: ContentPayload) => reconcile([payload.assetId]),
  });
}
