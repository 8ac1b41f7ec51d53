import type { DataDiff } from '@greenroom/backstage-plugin-greenroom-common';
import type { LabelledDataset } from '@greenroom/manifest';
import type { JobContext } from '../jobs/JobKind';
import {
  AnalysisKind,
  AnalysisRooms,
  tableOf,
  versionOf,
} from './AnalysisRooms';
import type { DiffPayload } from './questions';
import { runCompute } from './runCompute';

/** What changed between two versions of a data set. */
export function diffKind(rooms: AnalysisRooms): AnalysisKind {
  return () => ({
    kind: 'diff',
    lane: 'compute',
    async run({
      payload,
      signal,
      progress,
    }: JobContext<DiffPayload>): Promise<DataDiff> {
      const from = await versionOf(rooms, payload.fromVersionId);
      const to = await versionOf(rooms, payload.toVersionId);
      const { key, label } = to.manifest as LabelledDataset;
      return runCompute(
        {
          kind: 'diff',
          input: {
            from: { versionId: from.id, table: tableOf(rooms, from) },
            to: { versionId: to.id, table: tableOf(rooms, to) },
            key,
            label,
          },
        },
        { signal, progress, use: async (diff: DataDiff) => diff },
      );
    },
  });
}
