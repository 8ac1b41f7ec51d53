import { patternFormat } from '@greenroom/dataset';
import { type DetectionDataset, tablePaths } from '@greenroom/manifest';
import type { Asset, Version } from '../registry/Asset';
import { Stage } from '../storage/Stage';
import { pinsBehind } from '../sync/contentPaths';
import { type AnalysisRooms, assetAndSource, tableOf } from './AnalysisRooms';
import type { BoxesPlace } from './boxesOfVersion';
import type { BoxesInput } from './compute/boxes/BoxesInput';
import { placeOf } from './placeOf';
import { titleOf } from './titleOf';

/** Fetches what judges the boxes of a version to this machine, for as long as it is used. */
export async function withBoxes<T>(
  rooms: AnalysisRooms,
  version: Version,
  place: BoxesPlace,
  signal: AbortSignal,
  use: (input: BoxesInput) => Promise<T>,
): Promise<T> {
  const found = await assetAndSource(rooms, version.assetId);
  const manifest = version.manifest as DetectionDataset;
  const { key, label, split, classes, audited = [] } = manifest;
  const stageOf = <R>(commit: string, task: (stage: Stage) => Promise<R>) =>
    Stage.use(rooms.storages, placeOf(found, commit, manifest), signal, task);
  const { predictions, drawn, guideline } = place;
  return stageOf(version.commits.at(-1)!, async ofData => {
    const ids = await stageIds(ofData, found.asset, version, predictions);
    return stageOf(drawn?.commit ?? version.commits.at(-1)!, async ofPeople => {
      const people = await Promise.all(
        (drawn?.files ?? []).map(async ({ annotator, path: name, pin }) => ({
          annotator,
          name,
          path: await ofPeople.file(name, pin),
        })),
      );
      return withDetections(rooms, predictions, signal, detections =>
        use({
          table: tableOf(rooms, version),
          key,
          label,
          split,
          classes,
          audited,
          ids,
          detections,
          refused: predictions?.refused ?? [],
          drawn: people,
          guideline,
        }),
      );
    });
  });
}

/** The data set's own COCO files of the splits that are predicted, without pictures. */
async function stageIds(
  stage: Stage,
  asset: Asset,
  { manifest, files }: Version,
  predictions: BoxesPlace['predictions'],
): Promise<BoxesInput['ids']> {
  const { table } = manifest as DetectionDataset;
  if (table.format !== 'coco') return [];
  const predicted = new Set(predictions?.files.map(({ split }) => split));
  const staged = tablePaths(table)
    .filter(({ of, split }) => of === 'rows' && predicted.has(split ?? ''))
    .flatMap(named =>
      pinsBehind(
        asset.path,
        { named: named.path, of: 'table', format: patternFormat(table, named) },
        files,
      ).map(([name, pin]) => ({ name, pin, split: named.split! })),
    )
    .map(async ({ name, pin, split }) => ({
      name,
      split,
      path: await stage.file(name, pin),
    }));
  return Promise.all(staged);
}

async function withDetections<T>(
  rooms: AnalysisRooms,
  predictions: BoxesPlace['predictions'],
  signal: AbortSignal,
  use: (detections: BoxesInput['detections']) => Promise<T>,
): Promise<T> {
  const model =
    predictions && (await rooms.assets.getVersion(predictions.modelVersionId));
  if (!model) return use([]);
  const found = await assetAndSource(rooms, model.assetId);
  const place = placeOf(found, model.commits.at(-1)!, model.manifest);
  return Stage.use(rooms.storages, place, signal, async stage =>
    use(
      await Promise.all(
        predictions.files.map(async ({ path: named, pin, split, kind }) => ({
          split,
          name: `${found.asset.repository}/${named}`,
          path: await stage.file(named, pin),
          origin: `${kind} predictions of ${titleOf(model)}`,
        })),
      ),
    ),
  );
}
