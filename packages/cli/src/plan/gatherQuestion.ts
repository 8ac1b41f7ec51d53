import type {
  DatasetSide,
  ModelSide,
  PlanQuestion,
  Sides,
} from '@greenroom/change/plan';
import {
  type DatasetManifest,
  datasetLinks,
  isTabular,
  type ModelManifest,
} from '@greenroom/manifest';
import { UsageError } from '../UsageError';
import { type Change, isChanged } from './Change';
import {
  type DeclaredAsset,
  declaredAssets,
  type DeclaredAssets,
} from './declaredAssets';
import type { End } from './End';
import { beside, modelFiles, tableFiles, tableOfEnd } from './filesOfAsset';

type Gathered = Pick<PlanQuestion, 'datasets' | 'models' | 'problems'>;
type Ends = { readonly before: End; readonly after: End };
type Pair = {
  readonly before?: DeclaredAsset;
  readonly after?: DeclaredAsset;
};

/**
 * The data sets and models that a change touches, those that models are measured
 * on, and models that touched data is for, with their files on this machine.
 *
 * @param wanted.models - names of models to measure; default: all that are touched
 * @param wanted.runs - what is known that a model says of the base: by `MODEL` or `MODEL/EVALUATION`, the file of a run
 * @throws UsageError where a model that is named is not declared
 */
export async function gatherQuestion(
  ends: Ends,
  change: Change,
  wanted: {
    readonly models: readonly string[];
    readonly runs: ReadonlyMap<string, string>;
  },
): Promise<Gathered> {
  const before = await declaredAssets(ends.before);
  const after = await declaredAssets(ends.after);
  const pairs = pairsOf(before, after);
  const kinds = (kind: string) =>
    [...pairs].flatMap(([id, pair]) => (id.startsWith(kind) ? [pair] : []));
  const data = kinds('Dataset:');
  const models = kinds('Model:').filter(
    pair => wanted.models.length === 0 || wanted.models.includes(nameOf(pair)),
  );
  assertDeclared(wanted.models, models);
  const touchedData = data.filter(pair => isTouchedData(pair, ends, change));
  const touchedNames = new Set(touchedData.map(nameOf));
  const affected = models.filter(
    pair =>
      isTouchedModel(pair, change) ||
      linksOf(pair).some(name => touchedNames.has(name)),
  );
  const readNames = new Set(
    affected.filter(pair => isTouchedModel(pair, change)).flatMap(linksOf),
  );
  const datasets: Sides<DatasetSide>[] = [];
  for (const pair of data) {
    const name = nameOf(pair);
    if (touchedNames.has(name) || readNames.has(name))
      datasets.push(await dataSides(pair, ends, change));
  }
  const measured: Sides<ModelSide>[] = [];
  for (const pair of affected)
    measured.push(await modelSides(pair, ends, change, wanted.runs));
  return {
    datasets,
    models: measured,
    problems: newProblems(before, after),
  };
}

function pairsOf(before: DeclaredAssets, after: DeclaredAssets) {
  const ids = new Set([...before.assets.keys(), ...after.assets.keys()]);
  return new Map(
    [...ids]
      .sort()
      .map((id): [string, Pair] => [
        id,
        { before: before.assets.get(id), after: after.assets.get(id) },
      ]),
  );
}

function nameOf({ before, after }: Pair): string {
  return (after ?? before)!.manifest.name;
}

function assertDeclared(
  wanted: readonly string[],
  found: readonly Pair[],
): void {
  const names = found.map(nameOf);
  const missing = wanted.filter(name => !names.includes(name));
  if (missing.length > 0)
    throw new UsageError(
      `This repository declares no model ${missing.join(', ')}.`,
    );
}

/** What one side cannot read and the other could is new; so is another message. */
function newProblems(
  before: DeclaredAssets,
  after: DeclaredAssets,
): Gathered['problems'] {
  const known = new Set(
    before.problems.map(({ path, message }) => `${path}: ${message}`),
  );
  return after.problems
    .filter(({ path, message }) => !known.has(`${path}: ${message}`))
    .map(({ path, line, message }) => ({ path: `${path}:${line}`, message }));
}

/** Data sets that a model is measured on, or learned from. */
function linksOf({ before, after }: Pair): string[] {
  return [before, after]
    .flatMap(asset =>
      asset ? datasetLinks(asset.manifest as ModelManifest) : [],
    )
    .map(({ dataset }) => dataset);
}

function isTouchedData(
  { before, after }: Pair,
  ends: Ends,
  { paths }: Change,
): boolean {
  if (!before || !after) return true;
  const files = (asset: DeclaredAsset, end: End) =>
    isTabular(asset.manifest) ? tableFiles(asset, asset.manifest, end) : [];
  return [
    ...before.paths,
    ...after.paths,
    ...files(before, ends.before),
    ...files(after, ends.after),
  ].some(name => isChanged(name, { paths }));
}

function isTouchedModel({ before, after }: Pair, { paths }: Change): boolean {
  if (!before || !after) return true;
  const files = ({ path, manifest }: DeclaredAsset) =>
    modelFiles(manifest as ModelManifest).map(named => beside(path, named));
  return [
    ...before.paths,
    ...after.paths,
    ...files(before),
    ...files(after),
  ].some(name => isChanged(name, { paths }));
}

async function dataSides(
  pair: Pair,
  ends: Ends,
  change: Change,
): Promise<Sides<DatasetSide>> {
  const { path } = (pair.after ?? pair.before)!;
  const before = await dataSide(pair.before, ends.before);
  if (before && pair.after && !isTouchedData(pair, ends, change))
    return { path, before, after: before };
  const after = await dataSide(pair.after, ends.after);
  const isSame =
    pair.before &&
    pair.after &&
    ![
      ...rowFiles(pair.before, ends.before),
      ...rowFiles(pair.after, ends.after),
    ].some(name => isChanged(name, change));
  return isSame
    ? {
        path,
        before: before && { ...before, bytes: 'unchanged' },
        after: after && { ...after, bytes: 'unchanged' },
      }
    : { path, before, after };
}

function rowFiles(asset: DeclaredAsset, end: End): string[] {
  return isTabular(asset.manifest)
    ? tableFiles(asset, asset.manifest, end)
    : [];
}

async function dataSide(
  asset: DeclaredAsset | undefined,
  end: End,
): Promise<DatasetSide | undefined> {
  if (!asset) return undefined;
  const manifest = asset.manifest as DatasetManifest;
  if (!isTabular(manifest))
    return { manifest, unreadable: `${manifest.name} declares no table.` };
  try {
    return { manifest, table: await tableOfEnd(asset, manifest, end) };
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    return { manifest, unreadable: error.message };
  }
}

async function modelSides(
  pair: Pair,
  ends: Ends,
  change: Change,
  runs: ReadonlyMap<string, string>,
): Promise<Sides<ModelSide>> {
  const { path } = (pair.after ?? pair.before)!;
  const before = await modelSide(pair.before, ends.before, runs);
  if (!isTouchedModel(pair, change)) return { path, before, after: before };
  const after = await modelSide(pair.after, ends.after, new Map());
  const isSameFiles =
    pair.before &&
    pair.after &&
    [pair.before, pair.after].every(asset =>
      modelFiles(asset.manifest as ModelManifest).every(
        named => !isChanged(beside(asset.path, named), change),
      ),
    );
  const digest = isSameFiles ? 'unchanged' : undefined;
  return {
    path,
    before: before && { ...before, digest },
    after: after && { ...after, digest },
  };
}

async function modelSide(
  asset: DeclaredAsset | undefined,
  end: End,
  runs: ReadonlyMap<string, string>,
): Promise<ModelSide | undefined> {
  if (!asset) return undefined;
  const manifest = asset.manifest as ModelManifest;
  const hasParts = (manifest.model?.externalData ?? []).length > 0;
  const files: Record<string, string> = {};
  for (const named of modelFiles(manifest)) {
    const name = beside(asset.path, named);
    if (!end.paths.has(name)) continue;
    // Weights are looked for beside the file that names them.
    files[named] = await (hasParts ? end.openInPlace(name) : end.open(name));
  }
  const known = (manifest.evaluations ?? []).flatMap(({ name }) => {
    const run = runs.get(`${manifest.name}/${name}`) ?? runs.get(manifest.name);
    return run === undefined ? [] : [[name, run] as const];
  });
  return { manifest, files, runs: Object.fromEntries(known) };
}
