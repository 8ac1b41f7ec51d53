import type { RunnableModel } from '@greenroom/manifest';
import type { JobContext } from '../jobs/JobKind';
import { Stage } from '../storage/Stage';
import { repositoryPath } from '../sync/assetFiles';
import { AnalysisKind, AnalysisRooms, assetAndSource } from './AnalysisRooms';
import type { ContentPayload } from './questions';

type Result = { readonly payload: ContentPayload; readonly versionId: string };

/** Whether the bytes of a model are an ONNX file that may be run; only then they are a version. */
export function inspectKind(rooms: AnalysisRooms): AnalysisKind {
  return reconcile => ({
    kind: 'inspect',
    lane: 'compute',
    async run({
      payload,
      ...work
    }: JobContext<ContentPayload>): Promise<Result> {
      const { asset, source } = await assetAndSource(rooms, payload.assetId);
      const [revision] = await rooms.assets.listRevisionsOfBytes(
        asset.id,
        payload.byteDigest,
      );
      const manifest = JSON.parse(revision.manifest) as RunnableModel;
      const file = repositoryPath(asset.path, manifest.model.path);
      const pins = JSON.parse(revision.files) as Record<string, string>;
      const place = {
        source,
        repository: asset.repository,
        headCommit: asset.headCommit,
        commit: revision.commit,
        manifestPath: asset.path,
        manifest,
      };
      await Stage.use(rooms.storages, place, work.signal, async stage => {
        const model = await stage.file(file, pins[file]);
        await rooms.compute(
          { kind: 'inspect', input: { model, name: file, manifest } },
          { ...work, use: async () => undefined },
        );
      });
      const versionId = await rooms.assets.attachVersion(
        asset.id,
        payload.byteDigest,
        payload.byteDigest,
        { semver: manifest.version },
      );
      return { payload, versionId };
    },
    committed: ({ payload }: Result) => reconcile([payload.assetId]),
    failed: (_error, payload: ContentPayload) => reconcile([payload.assetId]),
  });
}
