import {
  type Claim,
  type Declaration,
  type DeclaredFile,
  type Manifest,
  MANIFEST_FORMATS,
  type ManifestFormat,
  type ModelManifest,
  type StorageManifest,
} from './Manifest';
import { tablePaths } from './tablePaths';

/**
 * What two files say of the same asset, as one: a field is taken from the file
 * whose format stands first in `MANIFEST_FORMATS`, with its origin. Files are
 * united by path, where what pins the bytes (DVC, Git LFS) wins; claims and
 * pins are collected from all.
 */
export function mergeManifests<M extends Manifest>(
  first: M,
  second: Declaration,
): M {
  const [high, low] =
    rankOf(first) <= rankOf(second) ? [first, second] : [second, first];
  const merged: Record<string, unknown> = { ...low, ...high };
  const origins = { ...low.origins, ...high.origins };
  const files = uniteFiles(first.files ?? [], second.files ?? []);
  if (files.length > 0) merged.files = files;
  for (const field of ['claims', 'trainingPins', 'deployments'] as const) {
    const all = [high, low].flatMap(
      (part): readonly object[] =>
        (part as Partial<ModelManifest>)[field] ?? [],
    );
    if (all.length > 0)
      merged[field] = field === 'claims' ? distinctClaims(all as Claim[]) : all;
  }
  return {
    ...merged,
    kind: first.kind,
    name: (high as Manifest).name ?? (low as Manifest).name,
    line: first.line,
    formats: byRank([...first.formats, ...second.formats]),
    origins,
  } as unknown as M;
}

/** Pins of storage beside an asset: bytes of the files it names, and what a model was made from. */
export function withStorage<M extends Manifest>(
  asset: M,
  storage: StorageManifest,
): M {
  const named = new Set([
    ...(asset.files ?? []).map(({ path }) => path),
    ...(asset.kind === 'Dataset'
      ? (asset.table ? tablePaths(asset.table) : []).map(({ path }) => path)
      : [asset.model?.path]),
  ]);
  const files = (storage.files ?? []).filter(({ path }) => named.has(path));
  const trainingPins =
    asset.kind === 'Model'
      ? (storage.trainingPins ?? []).filter(({ output }) => named.has(output))
      : [];
  if (files.length === 0 && trainingPins.length === 0) return asset;
  const { trainingPins: _all, files: _files, ...rest } = storage;
  return mergeManifests(asset, {
    kind: storage.kind,
    line: rest.line,
    formats: rest.formats,
    origins: {
      ...(files.length > 0 && rest.origins['/files']
        ? { '/files': rest.origins['/files'] }
        : {}),
      ...(trainingPins.length > 0
        ? { '/trainingPins': trainingPins[0].origin }
        : {}),
    },
    ...(files.length > 0 ? { files } : {}),
    ...(trainingPins.length > 0 ? { trainingPins } : {}),
  } as unknown as StorageManifest);
}

export function rankOfFormat(format: ManifestFormat): number {
  return MANIFEST_FORMATS.indexOf(format);
}

function rankOf(declaration: Declaration): number {
  return Math.min(...declaration.formats.map(rankOfFormat));
}

function byRank(formats: readonly ManifestFormat[]): ManifestFormat[] {
  return [...new Set(formats)].sort(
    (a, b) => rankOfFormat(a) - rankOfFormat(b),
  );
}

function uniteFiles(
  first: readonly DeclaredFile[],
  second: readonly DeclaredFile[],
): DeclaredFile[] {
  const united: DeclaredFile[] = [...first];
  for (const file of second) {
    const at = united.findIndex(
      known =>
        (known.path ?? known.url) !== undefined &&
        known.path === file.path &&
        known.url === file.url,
    );
    if (at < 0) united.push(file);
    else
      united[at] = isPinned(file)
        ? { ...united[at], ...file }
        : { ...file, ...united[at] };
  }
  return united;
}

function isPinned({ storage }: DeclaredFile): boolean {
  return storage === 'dvc' || storage === 'lfs';
}

function distinctClaims(claims: readonly Claim[]): Claim[] {
  const byMeaning = new Map<string, Claim>();
  for (const claim of claims) {
    const { origin: _origin, ...meaning } = claim;
    const key = JSON.stringify(meaning);
    if (!byMeaning.has(key)) byMeaning.set(key, claim);
  }
  return [...byMeaning.values()];
}
