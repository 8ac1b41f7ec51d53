import type { Asset, Version } from '../../registry/Asset';

/** So much of an id tells two apart where pins are named. */
const SHORT_ID = 12;
/** So much of a digest stands for a version without a number. */
const SHORT_DIGEST = 7;

/** An asset that a review tells of besides its own, and the words by which it does. */
export type Mention = {
  readonly assetId: string;
  readonly repository: string;
  /** Of its files, those that a review may pin. */
  readonly paths: readonly string[];
  /** Names, titles, ids and places. */
  readonly words: readonly string[];
};

/**
 * @param versions - that a review names
 * @param paths - of its files, those that a review may pin
 */
export function mentionOf(
  asset: Asset,
  versions: readonly Version[],
  paths: readonly string[],
): Mention {
  const { id, name, entityRef, repository, path } = asset;
  return {
    ...{ assetId: id, repository, paths },
    words: [
      ...new Set([
        ...[id, name, entityRef, repository, path],
        ...titlesOf(asset.manifest),
        ...versions.flatMap(version => [
          ...[version.id, version.id.slice(0, SHORT_ID)],
          ...titlesOf(version.manifest),
          ...[version.facts.semver, version.digest.slice(0, SHORT_DIGEST)].map(
            title => `${name} ${title}`,
          ),
        ]),
      ]),
    ],
  };
}

function titlesOf({ name, version }: Asset['manifest']): string[] {
  return version === undefined ? [name] : [name, `${name} ${version}`];
}
