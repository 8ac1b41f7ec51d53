import {
  datasetLinks,
  isMeasurable,
  isServed,
  type Manifest,
  type ModelManifest,
} from '@greenroom/manifest';
import type { Asset } from '../../registry/Asset';
import { meaningOf } from '../../sync/readAssetAt';
import type { AnalysisRooms } from '../AnalysisRooms';
import { type Asked, keyOf, PRIORITIES, runIdOf } from '../questions';
import type { PlacedSides, PlanSide, PlanSides, SidePlace } from './PlanSide';

/** Part of the key: raised when a plan of the same would be another one. */
const PLAN_VERSION = 2;

/** Kinds of jobs whose result is a plan. */
export const PLAN_KINDS: readonly string[] = ['plan', 'served-plan'];

/** Which assets a plan is made of, and where each side is read. */
export type PlanPayload = {
  /** The asset whose plan it is. */
  readonly assetId: string;
  readonly base: string;
  readonly head: string;
  readonly datasets: readonly PlacedSides[];
  readonly models: readonly PlacedSides[];
};

/** A change of a repository. */
export type Step = {
  readonly sourceId: string;
  readonly repository: string;
  /** How both sides are called. */
  readonly base: string;
  readonly head: string;
  readonly before: SidePlace;
  readonly after: SidePlace;
};

type Rooms = Pick<AnalysisRooms, 'assets' | 'runs'>;

/** What would this change to an asset do, with the models that are evaluated on it or the data that they are evaluated on? */
export async function planQuestion(
  rooms: Rooms,
  sides: PlanSides,
  asset: Asset,
  step: Step,
): Promise<Asked<PlanPayload>> {
  const own = placedAt(asset, step);
  const after = await sides.read(asset.id, own.after);
  const declared = after?.manifest ?? asset.manifest;
  const payload: PlanPayload = {
    assetId: asset.id,
    base: step.base,
    head: step.head,
    datasets:
      asset.kind === 'dataset'
        ? [own]
        : await placedAll(rooms, await datasetsOf(rooms, declared), step),
    models:
      asset.kind === 'model'
        ? [own]
        : await placedAll(rooms, await modelsOf(rooms, asset), step),
  };
  return {
    kind: (await isOfServed(sides, payload)) ? 'served-plan' : 'plan',
    key: keyOf(
      'plan',
      PLAN_VERSION,
      asset.name,
      await printsOf(sides, payload.datasets),
      await printsOf(sides, payload.models),
      await knownRuns(rooms, sides, payload),
    ),
    assetId: asset.id,
    payload,
    priority: PRIORITIES.asked,
  };
}

/** Whether the change bears on a model that a server runs. */
async function isOfServed(
  sides: PlanSides,
  { models }: PlanPayload,
): Promise<boolean> {
  const read = await Promise.all(
    models.flatMap(({ assetId, before, after }) =>
      [before, after].map(place => sides.read(assetId, place)),
    ),
  );
  return read.some(side => side !== undefined && isServed(side.manifest));
}

function placedAt({ id }: Asset, { before, after }: Step): PlacedSides {
  return { assetId: id, before, after };
}

/** Those of the same repository change with it; others stay as they are. */
async function placedAll(
  { assets }: Rooms,
  others: readonly Asset[],
  step: Step,
): Promise<PlacedSides[]> {
  const placed: PlacedSides[] = [];
  for (const other of others) {
    if (
      other.sourceId === step.sourceId &&
      other.repository === step.repository
    ) {
      placed.push(placedAt(other, step));
      continue;
    }
    const head = await assets.headVersion(other.id);
    if (!head) continue;
    const place: SidePlace = { at: 'version', versionId: head.id };
    placed.push({ assetId: other.id, before: place, after: place });
  }
  return placed;
}

async function modelsOf({ assets }: Rooms, dataset: Asset): Promise<Asset[]> {
  const models = await assets.listModelsNaming(dataset);
  return models.filter(({ manifest }) =>
    ((manifest as ModelManifest).evaluations ?? []).some(
      ({ dataset: name }) => name === dataset.name,
    ),
  );
}

/** What the model is to be evaluated on, as the change would have it. */
async function datasetsOf(
  { assets }: Rooms,
  manifest: Manifest,
): Promise<Asset[]> {
  const model = manifest as ModelManifest;
  const evaluated = new Set(
    (model.evaluations ?? []).map(({ dataset }) => dataset),
  );
  const found = await Promise.all(
    datasetLinks(model)
      .filter(({ dataset }) => evaluated.has(dataset))
      .map(({ dataset, repository }) =>
        assets.findDataset(dataset, repository),
      ),
  );
  const known = new Map(found.flatMap(each => (each ? [[each.id, each]] : [])));
  return [...known.values()].filter(dataset => isMeasurable(dataset.manifest));
}

/** What the sides are: two that print alike give the same plan. */
async function printsOf(
  sides: PlanSides,
  placed: readonly PlacedSides[],
): Promise<unknown[]> {
  return Promise.all(
    placed.map(async ({ assetId, before, after }) => [
      assetId,
      printOf(await sides.read(assetId, before)),
      printOf(await sides.read(assetId, after)),
    ]),
  );
}

/** What a side is: its content, and what git says of it. */
export function printOf(side: PlanSide | undefined): unknown {
  return side && [side.path, side.digest, meaningOf(side.manifest)];
}

/** Artifacts of what models are known to say, which the answer depends on. */
async function knownRuns(
  rooms: Rooms,
  sides: PlanSides,
  payload: PlanPayload,
): Promise<unknown[]> {
  const datasets = await Promise.all(
    payload.datasets.map(({ assetId, before }) => sides.read(assetId, before)),
  );
  const models = await Promise.all(
    payload.models.map(({ assetId, before }) => sides.read(assetId, before)),
  );
  return Promise.all(
    models.flatMap(model =>
      model
        ? [
            runsOf(
              rooms,
              model,
              datasets.flatMap(each => each ?? []),
            ),
          ]
        : [],
    ),
  );
}

/** By evaluation: the artifact of what a model is known to say of one of these data sets. */
export async function runsOf(
  { runs }: Pick<Rooms, 'runs'>,
  model: PlanSide,
  datasets: readonly PlanSide[],
): Promise<Record<string, string>> {
  const known: Record<string, string> = {};
  if (model.versionId === undefined) return known;
  for (const { name, dataset } of (model.manifest as ModelManifest)
    .evaluations ?? []) {
    const side = datasets.find(({ asset }) => asset.name === dataset);
    if (side?.versionId === undefined) continue;
    const run = await runs.get(runIdOf(model.versionId, side.versionId, name));
    // Boxes and other tasks have no answer a row that could be taken over.
    const { predictionsArtifact, byClass, task } = run?.result ?? {};
    if (predictionsArtifact && !byClass && !task)
      known[name] = predictionsArtifact;
  }
  return known;
}
