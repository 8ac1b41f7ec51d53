import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import {
  AnswerLog,
  askRequests,
  type InferenceServer,
  ModelError,
  servedFacts,
} from '@greenroom/evaluation';
import {
  type KnownEndpoint,
  type LabelledDataset,
  preprocessingFiles,
  type ServedModel,
} from '@greenroom/manifest';
import type { InferenceServers } from '../inference/InferenceServers';
import { servedAddress } from '../inference/servedAddress';
import type { JobContext } from '../jobs/JobKind';
import { Stage } from '../storage/Stage';
import { tryAgain, waitAgain } from '../storage/tryAgain';
import type { Version } from '../registry/Asset';
import { annotationsFor } from '../sync/adoptedEntity';
import { repositoryPath } from '../sync/assetFiles';
import type { DeploymentStore } from '../sync/DeploymentStore';
import {
  type AnalysisKind,
  type AnalysisRooms,
  assetAndSource,
  tableOf,
  versionOf,
} from './AnalysisRooms';
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
      const endpoint = await endpointOf(rooms, version, manifest);
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
                askedOf(rooms, server, {
                  manifest,
                  rows,
                  requests: path.join(outDirectory, 'requests'),
                  samples,
                  context,
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

/** The endpoint with its address, which a serving platform may know. */
async function endpointOf(
  { assets, deployments, inference }: Rooms,
  { assetId }: Version,
  { name, endpoint }: ServedModel,
): Promise<KnownEndpoint> {
  const asset = await assets.get(assetId);
  const serving =
    asset && endpoint.url === undefined
      ? await deployments.listOf([...annotationsFor(asset), name])
      : [];
  return servedAddress(name, endpoint, serving, inference.platformUrl);
}

/** Asks what was prepared, going on from the answers of an attempt before, and takes the predictions in. */
async function askedOf(
  { artifacts, inference }: Rooms,
  server: InferenceServer,
  asked: {
    readonly manifest: ServedModel;
    readonly rows: number;
    readonly requests: string;
    readonly samples?: string;
    readonly context: JobContext<InferencePayload>;
  },
): Promise<string> {
  const { context, requests, samples, manifest, rows } = asked;
  const { endpoint } = manifest;
  const log = new AnswerLog(
    path.join(
      inference.answersDirectory,
      // What was said at another time is no answer of this.
      await printOf(JSON.stringify([endpoint, context.payload.asOf]), requests),
    ),
  );
  const folder = await mkdtemp(path.join(os.tmpdir(), 'greenroom-said-'));
  try {
    const out = path.join(folder, 'said.parquet');
    await askRequests({
      server,
      manifest,
      requests,
      rows,
      samples: samples && (await readFile(samples, 'utf8')),
      log,
      out,
      onProgress: share =>
        context.progress(
          PREPARED + share * (1 - PREPARED),
          `Asking ${server.name} about ${rows} rows`,
        ),
    });
    const name = await artifacts.put(out);
    await log.remove();
    return name;
  } catch (error) {
    // Answers of another version, or that do not fit, are of no use to the next attempt.
    if (error instanceof ModelError) await log.remove();
    throw error;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
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

/** The same where the same is asked of the same server. */
async function printOf(endpoint: string, requests: string): Promise<string> {
  const hash = createHash('sha256').update(endpoint);
  await pipeline(createReadStream(requests), hash, { end: true });
  return hash.digest('hex');
}
