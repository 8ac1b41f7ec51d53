import path from 'node:path';
import { ModelError, servedFacts } from '@greenroom/evaluation';
import {
  type LabelledDataset,
  preprocessingFiles,
  type ServedModel,
} from '@greenroom/manifest';
import type { InferenceServers } from '../inference/InferenceServers';
import type { JobContext } from '../jobs/JobKind';
import { Stage } from '../storage/Stage';
import { tryAgain, waitAgain } from '../storage/tryAgain';
import { repositoryPath } from '../sync/assetFiles';
import type { DeploymentStore } from '../sync/DeploymentStore';
import {
  type AnalysisKind,
  type AnalysisRooms,
  assetAndSource,
  tableOf,
  versionOf,
} from './AnalysisRooms';
import { askServer, endpointOf } from './askServer';
import type { InferencePayload } from './inferenceQuestion';
import { placeOf } from './placeOf';

/** What a server said of the rows of a split. */
export type InferenceResult = {
  /** Parquet: `key`, and `p` or `predicted`. */
  readonly saidArtifact: string;
  readonly served: ServedBy;
};

/** Who said it: no digest of the model is known, so it is what its server is called and says of itself. */
export type ServedBy = {
  readonly host: string;
  readonly model: string;
  /** As the server said, else as the manifest declares. */
  readonly version?: string;
  /** When the last answer came. */
  readonly at: string;
};

type Rooms = AnalysisRooms & {
  readonly inference: InferenceServers;
  readonly deployments: Pick<DeploymentStore, 'listOf'>;
};

/** Share of the progress by the time that rows are prepared. */
const PREPARED = 0.2;

/**
 * Asks the server of a model about the rows of a split. Rows are prepared by a
 * computation without network; here is the network, and no row is read.
 */
export function inferenceKind(rooms: Rooms): AnalysisKind {
  return reconcile => ({
    kind: 'inference',
    lane: 'effect',
    async run(context: JobContext<InferencePayload>): Promise<InferenceResult> {
      const { payload, signal } = context;
      const version = await versionOf(rooms, payload.modelVersionId);
      const manifest = version.manifest as ServedModel;
      const endpoint = await endpointOf(rooms, version.assetId, manifest);
      const server = rooms.inference.open(endpoint, signal);
      context.progress(0.02, `Asking ${server.name}`);
      const facts = servedFacts(server.name, await server.metadata());
      const saidArtifact = await withStaged(
        rooms,
        payload,
        signal,
        ({ table, dataset, samples, files }) =>
          rooms.compute(
            {
              kind: 'requests',
              input: {
                evaluation: { split: payload.split },
                table,
                dataset,
                manifest,
                facts,
                samples,
                files,
              },
            },
            {
              ...context,
              progress: (fraction, message) =>
                context.progress(fraction * PREPARED, message),
              use: async ({ rows }: { rows: number }, outDirectory) =>
                askServer(rooms, server, {
                  manifest,
                  rows,
                  requests: path.join(outDirectory, 'requests'),
                  samples,
                  asOf: payload.asOf,
                  tell: (share, message) =>
                    context.progress(
                      PREPARED + share * (1 - PREPARED),
                      message,
                    ),
                }),
            },
          ),
      );
      return {
        saidArtifact,
        served: {
          host: new URL(endpoint.url).host,
          model: endpoint.model,
          version: server.answeredVersion ?? endpoint.version,
          at: new Date().toISOString(),
        },
      };
    },
    // What a server refuses today it may take tomorrow: a version is rolled out, a name is corrected.
    again: (error, asked) =>
      error instanceof ModelError ? waitAgain(asked) : tryAgain(error, asked),
    committed: async (_result, { modelAssetId }: InferencePayload) =>
      reconcile([modelAssetId]),
    failed: async (_error, { modelAssetId }: InferencePayload) =>
      reconcile([modelAssetId]),
  });
}

async function withStaged<T>(
  rooms: AnalysisRooms,
  payload: InferencePayload,
  signal: AbortSignal,
  use: (staged: {
    readonly table: string;
    readonly dataset: LabelledDataset;
    readonly samples?: string;
    readonly files: Readonly<Record<string, string>>;
  }) => Promise<T>,
): Promise<T> {
  const version = await versionOf(rooms, payload.modelVersionId);
  const dataset = await versionOf(rooms, payload.datasetVersionId);
  const found = await assetAndSource(rooms, version.assetId);
  const { preprocessing } = version.manifest as ServedModel;
  const place = placeOf(found, version.commits.at(-1)!, version.manifest);
  return Stage.use(rooms.storages, place, signal, async stage => {
    const local = (named: string) => {
      const full = repositoryPath(found.asset.path, named);
      return stage.file(full, version.files[full]);
    };
    const files: Record<string, string> = {};
    for (const named of preprocessingFiles(preprocessing))
      files[named] = await local(named);
    const { samples } = preprocessing;
    return use({
      table: tableOf(rooms, dataset),
      dataset: dataset.manifest as LabelledDataset,
      samples: samples && (await local(samples)),
      files,
    });
  });
}
