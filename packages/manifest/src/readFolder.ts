import { formatOfPath, kindOfCard } from './detectFormat';
import { isMap } from './Fields';
import type {
  DeploymentManifest,
  Manifest,
  ManifestFormat,
  StorageManifest,
} from './Manifest';
import type { ManifestProblem } from './ManifestProblem';
import { mergeManifests, rankOfFormat, withStorage } from './mergeManifests';
import {
  type ManifestResult,
  readManifest,
  readPlainReadme,
  type ReadOptions,
} from './readManifest';
import { parseYaml } from './text/parseYaml';
import { tablePaths } from './tablePaths';
import { splitCard } from './text/splitCard';

/** A manifest file of a folder. */
export type FolderFile = {
  readonly path: string;
  readonly bytes: string | Uint8Array;
};

export type FolderAsset = {
  readonly manifest: Manifest;
  /** The file that said most: of the format that stands first. */
  readonly path: string;
  /** All files that said something. */
  readonly paths: readonly string[];
  /** Text of the card beside it. */
  readonly card?: string;
};

export type FolderProblem = ManifestProblem & { readonly path: string };

/** What the manifest files of one folder say together. */
export type FolderReading = {
  readonly assets: readonly FolderAsset[];
  readonly deployments: readonly {
    readonly manifest: DeploymentManifest;
    readonly path: string;
  }[];
  /** By file; its last good state stays. */
  readonly problems: readonly FolderProblem[];
  readonly warnings: readonly FolderProblem[];
};

/**
 * The folder whose files describe the same assets: results of evaluations
 * belong to the folder above them.
 */
export function folderOf(path: string): string {
  const folder = path.split('/').slice(0, -1).join('/');
  return folder.replace(/(^|\/)\.eval_results$/, '');
}

/** Reads the manifest files of one folder and merges what they say of the same asset. */
export function readFolder(
  files: readonly FolderFile[],
  options: ReadOptions = {},
): FolderReading {
  const readmes = files.filter(({ path }) => /(^|\/)README\.md$/i.test(path));
  const others = files.filter(file => !readmes.includes(file));
  const read = others.map(({ path, bytes }) =>
    readManifest(path, bytes, options),
  );
  const kinds = new Set(
    read
      .flatMap(result => (result.ok ? result.assets : []))
      .map(({ kind }) => kind),
  );
  const onlyKind = kinds.size === 1 ? [...kinds][0] : undefined;
  const cards = readmes.flatMap(file => readReadme(file, onlyKind, options));
  const results = [...read, ...cards.flatMap(({ result }) => result ?? [])];
  const failed = results.flatMap(result => (result.ok ? [] : [result]));
  const good = results
    .flatMap(result => (result.ok ? [result] : []))
    .sort((a, b) => rankOfFormat(a.format) - rankOfFormat(b.format));

  const merged = mergeAll(good);
  const storage = good.flatMap(({ declarations }) =>
    declarations.filter(
      (part): part is StorageManifest => part.kind === 'Storage',
    ),
  );
  const card = cards.find(({ body }) => body !== undefined);
  // What a broken file would have said is not said by a lesser one in its stead.
  const broken = Math.min(
    Infinity,
    ...failed.flatMap(({ format }) => (format ? [rankOfFormat(format)] : [])),
  );
  const assets = merged
    .filter(
      ({ manifest }) =>
        rankOfFormat(manifest.formats[0]) < broken ||
        !failed.length ||
        isStandalone(manifest.formats),
    )
    .map((asset): FolderAsset => {
      const withPins = storage.reduce<Manifest>(withStorage, asset.manifest);
      const isOfCard =
        !onlyKind ||
        asset.manifest.kind === onlyKind ||
        asset.paths.includes(card?.path ?? '');
      const plain =
        card?.plain && isOfCard
          ? mergeManifests(withPins, card.plain)
          : withPins;
      return {
        ...asset,
        manifest: plain,
        card: isOfCard ? card?.body : undefined,
      };
    });
  return {
    assets,
    deployments: good.flatMap(({ path, declarations }) =>
      declarations.flatMap(manifest =>
        manifest.kind === 'Deployment' ? [{ manifest, path }] : [],
      ),
    ),
    problems: failed.flatMap(({ path, errors }) =>
      errors.map(error => ({ ...error, path })),
    ),
    warnings: results.flatMap(({ path, warnings }) =>
      warnings.map(warning => ({ ...warning, path })),
    ),
  };
}

type Good = Extract<ManifestResult, { ok: true }>;

/** A `.dvc` file speaks of its own file only; a broken neighbour says nothing of it. */
function isStandalone(formats: readonly ManifestFormat[]): boolean {
  return formats.length === 1 && formats[0] === 'dvc';
}

function mergeAll(
  good: readonly Good[],
): { manifest: Manifest; path: string; paths: string[] }[] {
  const merged: { manifest: Manifest; path: string; paths: string[] }[] = [];
  for (const { path, format, assets } of good) {
    const before = [...merged];
    for (const asset of assets) {
      const partner = partnerOf(asset, format, path, before, assets.length);
      if (partner) {
        const at = merged.findIndex(
          ({ manifest }) => manifest === partner.manifest,
        );
        merged[at] = {
          ...partner,
          manifest: mergeManifests(partner.manifest, asset),
          paths: [...partner.paths, path],
        };
        before.splice(before.indexOf(partner), 1, merged[at]);
      } else {
        merged.push({ manifest: asset, path, paths: [path] });
      }
    }
  }
  return merged;
}

/** The asset of other files that this one speaks of: of the same name, or the only one of its kind. */
function partnerOf(
  asset: Manifest,
  format: ManifestFormat,
  path: string,
  before: readonly { manifest: Manifest; path: string; paths: string[] }[],
  declaredHere: number,
) {
  const sameKind = before.filter(
    ({ manifest }) => manifest.kind === asset.kind,
  );
  const tracked = sameKind.find(({ manifest }) => namesFileOf(manifest, asset));
  if (tracked) return tracked;
  const byName = sameKind.find(({ manifest }) => manifest.name === asset.name);
  if (byName) return byName;
  const isUsual = formatOfPath(path) !== undefined;
  const only =
    sameKind.length === 1 && declaredHere === 1 && isUsual
      ? sameKind[0]
      : undefined;
  return only && !only.manifest.formats.includes(format) ? only : undefined;
}

/** Whether an asset names the file that a `.dvc` file tracks. */
function namesFileOf(manifest: Manifest, tracked: Manifest): boolean {
  if (tracked.formats[0] !== 'dvc') return false;
  const paths = (tracked.files ?? []).flatMap(({ path }) => path ?? []);
  const named = [
    ...(manifest.files ?? []).map(({ path }) => path),
    ...(manifest.kind === 'Dataset'
      ? (manifest.table ? tablePaths(manifest.table) : []).map(
          ({ path }) => path,
        )
      : [manifest.model?.path]),
  ];
  return paths.some(path => named.includes(path));
}

type ReadCard = {
  readonly path: string;
  readonly result?: ManifestResult;
  readonly body?: string;
  readonly plain?: Parameters<typeof mergeManifests>[1];
};

/** A README is a card where its front matter says so, or where it stands beside one asset's manifest; else text for people. */
function readReadme(
  file: FolderFile,
  onlyKind: 'Dataset' | 'Model' | undefined,
  options: ReadOptions,
): ReadCard[] {
  const text =
    typeof file.bytes === 'string'
      ? file.bytes
      : new TextDecoder().decode(file.bytes);
  const { frontMatter, firstLine } = splitCard(text);
  if (frontMatter === undefined) {
    if (!onlyKind) return [];
    const { body, declaration } = readPlainReadme(onlyKind, file.path, text);
    return [{ path: file.path, body, plain: declaration }];
  }
  const parsed = parseYaml(frontMatter, firstLine);
  const value = parsed.ok ? parsed.documents[0]?.value : undefined;
  const says = isMap(value) ? kindOfCard(Object.keys(value)) : undefined;
  // Front matter of a site generator, and nothing beside it: no card.
  if (!says && !onlyKind && parsed.ok) return [];
  const result = readManifest(file.path, file.bytes, {
    ...options,
    format: onlyKind ? cardFormatOf(onlyKind) : undefined,
    cardOf: onlyKind,
  });
  return [
    {
      path: file.path,
      result,
      body: result.ok ? result.body : splitCard(text).body,
    },
  ];
}

function cardFormatOf(kind: 'Dataset' | 'Model'): ManifestFormat {
  return kind === 'Model' ? 'huggingface-model' : 'huggingface-dataset';
}
