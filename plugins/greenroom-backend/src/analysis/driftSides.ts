import type { DriftAgainst } from '@greenroom/backstage-plugin-greenroom-common';
import type { DatasetManifest, ReferencePopulation } from '@greenroom/manifest';
import { type Asset, isRead, type Version } from '../registry/Asset';
import type { AssetStore } from '../registry/AssetStore';
import { repositoryPath } from '../sync/assetFiles';

/** Some rows: those of a version, or of a file of its repository; of one split, where it is named. */
export type DriftSide = (
  | { readonly versionId: string; readonly digest: string }
  | {
      /** In the repository, and as the manifest has it. */
      readonly path: string;
      readonly named: string;
      readonly pin: string;
      readonly format?: ReferencePopulation['format'];
    }
) & { readonly split?: { readonly column: string; readonly name: string } };

export type DriftSides =
  | { readonly from: DriftSide; readonly to: DriftSide }
  /** Why there is nothing to compare. */
  | { readonly remark: string };

/** What a version is compared with. */
export async function driftSides(
  assets: AssetStore,
  version: Version,
  against: DriftAgainst,
): Promise<DriftSides> {
  const to = sideOf(version);
  switch (against.kind) {
    case 'version':
      return versionSides(assets, to, version, against.versionId);
    case 'split':
      return splitSides(version, against);
    case 'reference':
      return referenceSides(assets, to, version);
    default:
      throw new Error(
        `Unknown population ${JSON.stringify(against satisfies never)}`,
      );
  }
}

function sideOf({ id, digest }: Version): DriftSide {
  return { versionId: id, digest };
}

async function versionSides(
  assets: AssetStore,
  to: DriftSide,
  version: Version,
  otherId: string,
): Promise<DriftSides> {
  const other = await assets.getVersion(otherId);
  if (!other || other.assetId !== version.assetId)
    return { remark: `This data set has no version ${otherId}.` };
  if (!isRead(other))
    return { remark: `The rows of version ${otherId} are still being read.` };
  return { from: sideOf(other), to };
}

function splitSides(
  version: Version,
  { from, to }: { readonly from: string; readonly to: string },
): DriftSides {
  const column = (version.manifest as DatasetManifest).split;
  const splits = Object.keys(version.facts.splits ?? {});
  const missing = [from, to].filter(name => !splits.includes(name));
  if (!column || missing.length > 0)
    return {
      remark:
        splits.length > 0
          ? `There is no split ${missing.join(', ')}. It has ${splits.join(
              ', ',
            )}.`
          : 'The manifest names no column of splits.',
    };
  const side = (name: string): DriftSide => ({
    ...sideOf(version),
    split: { column, name },
  });
  return { from: side(from), to: side(to) };
}

/** The population that the newest declaration names. */
async function referenceSides(
  assets: AssetStore,
  to: DriftSide,
  version: Version,
): Promise<DriftSides> {
  const asset = await assets.get(version.assetId);
  const reference =
    asset?.manifest.kind === 'Dataset' ? asset.manifest.reference : undefined;
  if (!asset || !reference)
    return {
      remark:
        'The manifest declares no reference population. Name one as spec.reference: a file (path) or another data set (dataset).',
    };
  const from = reference.path
    ? await fileSide(assets, asset, reference)
    : await datasetSide(assets, reference);
  return 'remark' in from ? from : { from, to };
}

async function fileSide(
  assets: AssetStore,
  asset: Asset,
  { path, format, split }: ReferencePopulation,
): Promise<DriftSide | { remark: string }> {
  const full = repositoryPath(asset.path, path!);
  const newest = (await assets.lastRevisions([asset.id])).get(asset.id);
  const pin = newest?.files[full];
  if (!pin)
    return {
      remark: `The reference population ${full} is not in the repository. Add the file or correct the path.`,
    };
  const column = (asset.manifest as DatasetManifest).split;
  return {
    path: full,
    named: path!,
    pin,
    ...(format ? { format } : {}),
    ...(split && column ? { split: { column, name: split } } : {}),
  };
}

async function datasetSide(
  assets: AssetStore,
  { dataset, repository, version: semver, split }: ReferencePopulation,
): Promise<DriftSide | { remark: string }> {
  const other = await assets.findDataset(dataset!, repository);
  if (!other)
    return {
      remark: `The reference population ${dataset} is no data set known here.`,
    };
  const versions = (await assets.listVersions(other.id)).filter(isRead);
  const chosen = semver
    ? versions.findLast(({ facts }) => facts.semver === semver)
    : versions.at(-1);
  if (!chosen)
    return {
      remark: `The reference population ${dataset} has no version ${
        semver ?? ''
      } whose rows were read.`,
    };
  const column = (chosen.manifest as DatasetManifest).split;
  return {
    ...sideOf(chosen),
    ...(split && column ? { split: { column, name: split } } : {}),
  };
}
