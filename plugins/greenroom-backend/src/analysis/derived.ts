import {
  type DatasetManifest,
  isDetection,
  isLabelled,
} from '@greenroom/manifest';
import path from 'node:path';
import type { JobContext } from '../jobs/JobKind';
import type { Asset, Version } from '../registry/Asset';
import {
  type AnalysisKind,
  type AnalysisRooms,
  tableOf,
  versionOf,
} from './AnalysisRooms';
import type { DerivedResult } from './AnalysisStore';
import type { DerivedAnswer } from './compute/derived/DerivedInput';
import { derivedInput } from './derivedInput';
import { type Asked, keyOf, PRIORITIES } from './questions';

/** How it is read off, so that what an older engine read is read again. */
const DERIVED_BY = 2;

export type DerivedPayload = { readonly versionId: string };

/** What can be read off the texts and pictures of a version? Undefined where it has none. */
export function derivedQuestion(
  { id }: Pick<Asset, 'id'>,
  version: Version,
): Asked<DerivedPayload> | undefined {
  const { manifest } = version;
  if (!isLabelled(manifest) || isDetection(manifest)) return undefined;
  const input = derivedInput(manifest);
  if (input.columns.length === 0) return undefined;
  return {
    kind: 'derived',
    key: keyOf('derived', id, version.digest, DERIVED_BY, input),
    assetId: id,
    payload: { versionId: version.id },
    priority: PRIORITIES.derived,
  };
}

/** Lengths of texts, brightness of pictures: read once, for everybody who looks into errors. */
export function derivedKind(rooms: AnalysisRooms): AnalysisKind {
  return () => ({
    kind: 'derived',
    lane: 'compute',
    async run({
      payload,
      ...work
    }: JobContext<DerivedPayload>): Promise<DerivedResult> {
      const version = await versionOf(rooms, payload.versionId);
      return rooms.compute(
        {
          kind: 'derived',
          input: {
            table: tableOf(rooms, version),
            ...derivedInput(version.manifest as DatasetManifest),
          },
        },
        {
          ...work,
          use: async (answer: DerivedAnswer, outDirectory) => ({
            ...answer,
            derivedArtifact: await rooms.artifacts.put(
              path.join(outDirectory, 'derived.parquet'),
            ),
          }),
        },
      );
    },
  });
}
