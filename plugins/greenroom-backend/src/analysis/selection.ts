import path from 'node:path';
import { pathsOf } from '../artifacts/ArtifactStore';
import type { JobContext } from '../jobs/JobKind';
import type { AnalysisKind, AnalysisRooms } from './AnalysisRooms';
import type { SelectionPayload } from './versionQuestions';

export type SelectionResult = {
  readonly selectionArtifact: string;
  readonly rows: number;
};

/** Which rows of a large table answer a question, in order. */
export function selectionKind({
  artifacts,
  compute,
  selections,
}: AnalysisRooms): AnalysisKind {
  return () => ({
    kind: 'selection',
    lane: 'compute',
    async run({
      payload: { files, numbers, values },
      ...work
    }: JobContext<SelectionPayload>): Promise<SelectionResult> {
      return compute(
        {
          kind: 'selection',
          input: {
            files: pathsOf(artifacts, files),
            numbers,
            values,
          },
        },
        {
          ...work,
          use: async ({ rows }: { rows: number }, outDirectory) => ({
            rows,
            selectionArtifact: await selections.put(
              path.join(outDirectory, 'selection.parquet'),
            ),
          }),
        },
      );
    },
  });
}
