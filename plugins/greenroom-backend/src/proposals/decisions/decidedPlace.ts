import { ConflictError, InputError, NotFoundError } from '@backstage/errors';
import { isDetection, isLabelled } from '@greenroom/manifest';
import type { Asset, Version } from '../../registry/Asset';
import type { AssetStore } from '../../registry/AssetStore';
import type { Labelling } from './assertDecision';

/** Where rows are decided. */
export type DecidedPlace = {
  readonly asset: Asset;
  readonly labelling: Labelling;
  /** What is looked at. */
  readonly version: Version;
  /** What a pull request would change. */
  readonly head: Version;
};

/**
 * @param versionId - of the same data set; default the newest
 * @throws NotFoundError where there is no such data set or version
 * @throws InputError where its labels cannot be decided
 * @throws ConflictError where its newest version is still being read
 */
export async function decidedPlace(
  assets: AssetStore,
  assetId: string,
  versionId?: string,
): Promise<DecidedPlace> {
  const asset = await assets.get(assetId);
  if (!asset) throw new NotFoundError(`No asset ${assetId}.`);
  if (asset.kind !== 'dataset')
    throw new InputError(
      `${asset.name} is a model; only rows of data sets can be changed.`,
    );
  if (!isLabelled(asset.manifest))
    throw new InputError(
      `${asset.name} does not declare table, key, label, split and classes; its labels cannot be decided.`,
    );
  const head = await assets.headVersion(assetId);
  if (!head)
    throw new ConflictError(
      `${asset.name} has no version that could be changed yet.`,
    );
  const version =
    versionId === undefined || versionId === head.id
      ? head
      : await assets.getVersion(versionId);
  if (version?.assetId !== assetId)
    throw new NotFoundError(`${asset.name} has no version ${versionId}.`);
  const labelling = {
    form: isDetection(asset.manifest) ? 'boxes' : 'class',
    classes: asset.manifest.classes,
  } as const;
  return { asset, labelling, version, head };
}
