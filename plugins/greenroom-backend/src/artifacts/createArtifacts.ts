import { existsSync } from 'node:fs';
import path from 'node:path';
import { ObjectCache } from '@greenroom/dataset';
import type { ArtifactConfig } from './ArtifactConfig';
import type { ArtifactStore } from './ArtifactStore';
import { copyArtifacts } from './copyArtifacts';
import { DirectoryArtifacts } from './DirectoryArtifacts';
import { S3Artifacts } from './S3Artifacts';

/** Where results are kept that replicas share. */
export type Artifacts = {
  readonly artifacts: ArtifactStore;
  /** Orders of rows that people asked for, kept for a while. */
  readonly selections: ArtifactStore;
  /** Copies into the bucket what was put into the directory since the last pass; absent where there is no such thing. */
  readonly copy?: Copy;
  /** Removes what crashed processes left on this machine. */
  tidy(): Promise<void>;
};

type Copy = (
  tell: (line: string) => void,
  signal: AbortSignal,
) => Promise<void>;

/** @param directory - `greenroom.artifacts.directory` */
export function createArtifacts(
  config: ArtifactConfig,
  directory: string,
): Artifacts {
  const earlier = new DirectoryArtifacts(path.join(directory, 'artifacts'));
  if (config.type === 'directory')
    return {
      artifacts: earlier,
      selections: new DirectoryArtifacts(path.join(directory, 'selections')),
      tidy: async () => {},
    };
  // The SDK of S3 takes a while to load.
  const { ArtifactBucket } =
    require('./ArtifactBucket') as typeof import('./ArtifactBucket');
  const bucket = new ArtifactBucket(config);
  const objects = new ObjectCache({
    directory: path.join(directory, 'artifacts-of-bucket'),
    maximumBytes: config.localBytes,
    maximumObjectBytes: Infinity,
  });
  const before = existsSync(earlier.directory) ? earlier : undefined;
  const artifacts = new S3Artifacts(bucket, objects, 'artifacts', before);
  return {
    artifacts,
    selections: new S3Artifacts(bucket, objects, 'selections'),
    copy:
      before &&
      ((tell, signal) =>
        copyArtifacts(before, artifacts, { name: bucket.name, tell, signal })),
    tidy: () => objects.tidy(),
  };
}
