import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { type Manifest, readFolder } from '@greenroom/manifest';
import { besideOf, folderFiles } from '../manifestFiles';
import { UsageError } from '../UsageError';

/** A card and the asset that it is of. */
export type CardPlace = {
  readonly card: string;
  readonly folder: string;
  /** All that its folder says of it; absent where only the text is there. */
  readonly manifest?: Manifest;
  /** The file that declares it. */
  readonly manifestFile?: string;
};

const CARD_NAME = 'README.md';

/**
 * The card that a path means: itself, that of a manifest, or that of a folder.
 *
 * @throws UsageError where there is none
 */
export function cardPlace(named: string | undefined): CardPlace {
  const place = placeOf(named);
  if (existsSync(place.card)) return place;
  throw new UsageError(
    `${named} has no card: there is no ${place.card}. Write it, or name it as spec.card.`,
  );
}

/** @throws UsageError where there is no such path */
function placeOf(named: string | undefined): CardPlace {
  if (!named || !existsSync(named))
    throw new UsageError(
      `There is no ${
        named ?? 'path'
      }. Name a card, a manifest, or their folder.`,
    );
  const isFolder = statSync(named).isDirectory();
  const folder = isFolder ? named : path.dirname(named);
  const found = assetsOf(named, folder);
  const isCard = /\.md$/i.test(named);
  const asset =
    found.find(({ paths }) => !isFolder && paths.includes(named)) ??
    found.find(({ manifest }) => manifest.kind === 'Model') ??
    found[0];
  const manifestFile = asset?.paths.find(file => !/\.md$/i.test(file));
  const declared =
    asset?.manifest.kind === 'Model' ? asset.manifest.card : undefined;
  const card = isCard
    ? named
    : path.join(
        manifestFile ? path.dirname(manifestFile) : folder,
        declared ?? CARD_NAME,
      );
  return { card, folder, manifest: asset?.manifest, manifestFile };
}

/** An asset with the file that declares it, and its card where it has one. */
export type DeclaringPlace = {
  readonly manifest: Manifest;
  readonly manifestFile: string;
  readonly card?: string;
};

/**
 * The asset that a path means, be it of a format of others.
 *
 * @throws UsageError where nothing declares one
 */
export function declaringPlace(named: string | undefined): DeclaringPlace {
  const { card, ...found } = placeOf(named);
  if (!found.manifest)
    throw new UsageError(
      `${named} declares neither data set nor model. Name a manifest, or its folder.`,
    );
  return {
    manifest: found.manifest,
    manifestFile: found.manifestFile ?? card,
    card: existsSync(card) ? card : undefined,
  };
}

function assetsOf(named: string, folder: string) {
  const files = folderFiles(/\.md$/i.test(named) ? folder : named);
  const { assets, problems } = readFolder(files, {
    beside: besideOf(path.join(folder, 'x')),
  });
  const [problem] = problems;
  if (problem && assets.length === 0)
    throw new UsageError(
      `${problem.path}:${problem.line}:${problem.column}: ${problem.message}`,
    );
  return assets;
}
