import { PRINT_COLUMN, ROW_COLUMN } from '@greenroom/dataset';
import type { DatasetManifest } from '@greenroom/manifest';
import path from 'node:path';
import type { JobContext } from '../jobs/JobKind';
import {
  AnalysisKind,
  AnalysisRooms,
  tableOf,
  versionOf,
} from './AnalysisRooms';
import type { LeakageResult } from './AnalysisStore';
import type { LeakageInput } from './compute/leakage';
import { imagesOf } from './imagesOf';
import type { LeakagePayload } from './versionQuestions';

/** Rows of one split that stand in another, exactly or nearly, now or in earlier versions. */
export function leakageKind(rooms: AnalysisRooms): AnalysisKind {
  return () => ({
    kind: 'leakage',
    lane: 'compute',
    async run({
      payload,
      ...work
    }: JobContext<LeakagePayload>): Promise<LeakageResult> {
      const version = await versionOf(rooms, payload.versionId);
      const manifest = version.manifest as DatasetManifest;
      const { key, split } = manifest;
      const namedBy = key === undefined ? 'number' : 'key';
      if (split === undefined)
        return {
          counts: [],
          total: 0,
          namedBy,
          remark:
            'The manifest names no column of splits, so nothing can cross from one to another. Name it as spec.split.',
        };
      // Without a key no row of an earlier version is known to be the same.
      const earlierIds = key === undefined ? [] : payload.earlierIds;
      return rooms.compute(
        {
          kind: 'leakage',
          input: {
            file: tableOf(rooms, version),
            earlier: await Promise.all(
              earlierIds.map(async versionId => ({
                versionId,
                file: tableOf(rooms, await versionOf(rooms, versionId)),
              })),
            ),
            options: optionsOf(manifest, split),
          },
        },
        {
          ...work,
          use: async (
            result: Pick<LeakageResult, 'counts' | 'remark' | 'total'>,
            outDirectory,
          ) => ({
            ...result,
            namedBy,
            leaksArtifact: await rooms.artifacts.put(
              path.join(outDirectory, 'leaks.parquet'),
            ),
          }),
        },
      );
    },
  });
}

function optionsOf(
  manifest: DatasetManifest,
  split: string,
): LeakageInput['options'] {
  const { key, label, annotator, columns = [] } = manifest;
  const texts = columns
    .filter(({ type }) => type === 'text')
    .map(({ name }) => name);
  return {
    key: key ?? ROW_COLUMN,
    split,
    label,
    exclude: [
      ...(annotator ? [annotator] : []),
      ...(key === undefined ? [] : [ROW_COLUMN]),
      PRINT_COLUMN,
    ],
    ...(texts.length > 0 ? { texts } : {}),
    pictures: imagesOf(manifest),
  };
}
