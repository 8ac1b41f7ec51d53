import path from 'node:path';
import type { JobContext } from '../jobs/JobKind';
import {
  AnalysisKind,
  AnalysisRooms,
  tableOf,
  versionOf,
} from './AnalysisRooms';
import type { ComparisonResult } from './AnalysisStore';
import { type ComparisonPayload, matchingOf } from './versionQuestions';

/** What changed between two versions of a data set, with the rows that differ. */
export function comparisonKind(rooms: AnalysisRooms): AnalysisKind {
  return () => ({
    kind: 'comparison',
    lane: 'compute',
    async run({
      payload,
      ...work
    }: JobContext<ComparisonPayload>): Promise<ComparisonResult> {
      const from = await versionOf(rooms, payload.fromVersionId);
      const to = await versionOf(rooms, payload.toVersionId);
      return rooms.compute(
        {
          kind: 'comparison',
          input: {
            from: tableOf(rooms, from),
            to: tableOf(rooms, to),
            ...matchingOf(from, to),
          },
        },
        {
          ...work,
          use: async (
            result: Omit<ComparisonResult, 'changesArtifact'>,
            outDirectory,
          ) => ({
            ...result,
            changesArtifact: await rooms.artifacts.put(
              path.join(outDirectory, 'changes.parquet'),
            ),
          }),
        },
      );
    },
  });
}
