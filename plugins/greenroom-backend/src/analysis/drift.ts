import { PRINT_COLUMN, ROW_COLUMN } from '@greenroom/dataset';
import type { DatasetManifest, TabularDataset } from '@greenroom/manifest';
import type { JobContext } from '../jobs/JobKind';
import type { Asset } from '../registry/Asset';
import { Stage } from '../storage/Stage';
import {
  AnalysisKind,
  AnalysisRooms,
  assetAndSource,
  tableOf,
  versionOf,
} from './AnalysisRooms';
import type { DriftResult } from './AnalysisStore';
import type { DriftRows } from './compute/drift';
import { type DriftSide, driftSides } from './driftSides';
import { namedInRepository } from './namedInRepository';
import type { DriftPayload } from './versionQuestions';
import { stageTable } from './stageTable';

/** How distributions moved: against another version, between splits, against the reference population. */
export function driftKind(rooms: AnalysisRooms): AnalysisKind {
  return () => ({
    kind: 'drift',
    lane: 'compute',
    async run({
      payload,
      ...work
    }: JobContext<DriftPayload>): Promise<DriftResult> {
      const version = await versionOf(rooms, payload.versionId);
      const sides = await driftSides(rooms.assets, version, payload.against);
      if ('remark' in sides) return { columns: [], remark: sides.remark };
      const { asset, source } = await assetAndSource(rooms, version.assetId);
      const { key, label, split } = version.manifest as DatasetManifest;
      const compared = (from: DriftRows, to: DriftRows) =>
        rooms.compute(
          {
            kind: 'drift',
            input: {
              from,
              to,
              categories: [label, split].flatMap(name => name ?? []),
              exclude: [
                key,
                ROW_COLUMN,
                PRINT_COLUMN,
                // Two splits differ in it by choice; that is no finding.
                payload.against.kind === 'split' ? split : undefined,
              ].flatMap(name => name ?? []),
            },
          },
          { ...work, use: async (result: DriftResult) => result },
        );
      const { from, to } = sides;
      if (!('pin' in from))
        return compared(await snapshot(rooms, from), await snapshot(rooms, to));
      const place = {
        source,
        repository: asset.repository,
        commit: asset.headCommit ?? version.commits.at(-1)!,
        manifest: asset.manifest,
        manifestPath: asset.path,
      };
      return Stage.use(rooms.storages, place, work.signal, async stage => {
        const rows = await staged(stage, asset, from);
        return compared(rows, await snapshot(rooms, to)).catch(error => {
          throw namedInRepository(error, stage);
        });
      });
    },
  });
}

async function snapshot(
  rooms: AnalysisRooms,
  side: DriftSide,
): Promise<DriftRows> {
  if (!('versionId' in side)) throw new Error('The rows are in no snapshot.');
  const version = await versionOf(rooms, side.versionId);
  return { snapshot: tableOf(rooms, version), where: whereOf(side) };
}

async function staged(
  stage: Stage,
  { manifest, path }: Asset,
  side: Extract<DriftSide, { readonly pin: string }>,
): Promise<DriftRows> {
  const table = await stageTable(
    stage,
    path,
    {
      ...(manifest as TabularDataset),
      table: { path: side.named, format: side.format },
    },
    { [side.path]: side.pin },
  );
  return { table, where: whereOf(side) };
}

function whereOf({ split }: DriftSide): DriftRows['where'] {
  return split && { column: split.column, equals: split.name };
}
