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
} from '@greenroom/evaluation';
import type { KnownEndpoint, ServedModel } from '@greenroom/manifest';
import type { InferenceServers } from '../inference/InferenceServers';
import { servedAddress } from '../inference/servedAddress';
import { annotationsFor } from '../sync/adoptedEntity';
import type { DeploymentStore } from '../sync/DeploymentStore';
import type { AnalysisRooms } from './AnalysisRooms';

export type ServingRooms = Pick<AnalysisRooms, 'assets' | 'artifacts'> & {
  readonly inference: InferenceServers;
  readonly deployments: Pick<DeploymentStore, 'listOf'>;
};

/** The endpoint with its address, which a serving platform may know. */
export async function endpointOf(
  { assets, deployments, inference }: ServingRooms,
  assetId: string,
  { name, endpoint }: ServedModel,
): Promise<KnownEndpoint> {
  const asset = await assets.get(assetId);
  const serving =
    asset && endpoint.url === undefined
      ? await deployments.listOf([...annotationsFor(asset), name])
      : [];
  return servedAddress(name, endpoint, serving, inference.platformUrl);
}

/**
 * Asks what was prepared, going on from the answers of an attempt before, and
 * takes the predictions in.
 *
 * @param asked.asOf - what was said at another time is no answer of this
 * @returns the artifact: Parquet with `key`, and `p` or `predicted`
 * @throws ModelError where what the server says does not fit
 */
export async function askServer(
  { artifacts, inference }: ServingRooms,
  server: InferenceServer,
  asked: {
    readonly manifest: ServedModel;
    readonly rows: number;
    readonly requests: string;
    readonly samples?: string;
    readonly asOf?: string;
    tell(share: number, message: string): void;
  },
): Promise<string> {
  const { asOf, requests, samples, manifest, rows } = asked;
  const log = new AnswerLog(
    path.join(
      inference.answersDirectory,
      await printOf(JSON.stringify([manifest.endpoint, asOf]), requests),
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
        asked.tell(share, `Asking ${server.name} about ${rows} rows`),
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

/** The same where the same is asked of the same server. */
async function printOf(endpoint: string, requests: string): Promise<string> {
  const hash = createHash('sha256').update(endpoint);
  await pipeline(createReadStream(requests), hash, { end: true });
  return hash.digest('hex');
}
