import path from 'node:path';
import { ConflictError, InputError } from '@backstage/errors';
import type { AssetTexts } from '@greenroom/backstage-plugin-greenroom-common';
import type { Source } from '@greenroom/backstage-plugin-greenroom-node';
import {
  cardSections,
  MANIFEST_LIMITS,
  manifestValueAt,
} from '@greenroom/manifest';
import type { Asset } from '../../registry/Asset';
import { repositoryPath } from '../../sync/assetFiles';
import { manifestFields, missingHeadings } from './manifestFields';

/** Larger cards are written with other tools. */
const CARD_BYTES = 1_000_000;
/** What a folder tells about itself by convention, on all hosts. */
const CARD_NAME = 'README.md';

/** A text in a repository that says something about an asset. */
export type AssetText = { readonly path: string; readonly text: string };

/** What the texts of an asset say at a commit. */
export async function assetTexts(
  source: Source,
  asset: Asset,
  commit: string,
): Promise<AssetTexts> {
  const { manifest } = asset;
  const isOwn = manifest.formats.includes('greenroom');
  const own = isOwn ? await manifestText(source, asset, commit) : undefined;
  const card = await cardText(source, asset, commit);
  const sections = card ? cardSections(card.text) : [];
  return {
    manifest: own && {
      path: own.path,
      fields: manifestFields(manifest).flatMap(field => {
        const value = manifestValueAt(own.text, manifest, field.path);
        return value === undefined
          ? []
          : [{ ...field, path: [...field.path], value }];
      }),
    },
    card: card && {
      path: card.path,
      sections: sections.map(({ heading, text }) => ({
        heading,
        text: text.trim(),
      })),
      missing: [
        ...missingHeadings(
          manifest.kind,
          sections.map(({ heading }) => heading),
        ),
      ],
    },
  };
}

/**
 * @throws InputError where another format declares the asset
 * @throws ConflictError where the file is no longer there
 */
export async function manifestText(
  source: Source,
  { repository, path: file, manifest }: Asset,
  commit: string,
): Promise<AssetText> {
  if (!manifest.formats.includes('greenroom'))
    throw new InputError(
      `${manifest.name} is declared by ${manifest.formats.join(
        ', ',
      )}, which is not edited here. Add a greenroom.yaml beside it first.`,
    );
  const text = await textAt(
    source,
    repository,
    commit,
    file,
    MANIFEST_LIMITS.jsonBytes,
  );
  if (text === undefined)
    throw new ConflictError(`${file} is no longer in ${repository}.`);
  return { path: file, text };
}

/** The card that the manifest names, else the README in its folder; undefined where there is none. */
export async function cardText(
  source: Source,
  { repository, path: file, manifest }: Asset,
  commit: string,
): Promise<AssetText | undefined> {
  const named =
    manifest.kind === 'Model' && manifest.card !== undefined
      ? repositoryPath(file, manifest.card)
      : path.posix.join(path.posix.dirname(file), CARD_NAME);
  const text = await textAt(source, repository, commit, named, CARD_BYTES);
  return text === undefined ? undefined : { path: named, text };
}

/** Undefined where there is no such file. */
export async function textAt(
  source: Source,
  repository: string,
  commit: string,
  file: string,
  limitBytes: number,
): Promise<string | undefined> {
  const tree = await source.listTree(repository, commit);
  const entry = tree.find(each => each.path === file && each.type === 'file');
  if (!entry) return undefined;
  const blob = await source.readBlob(repository, entry.oid, { limitBytes });
  return blob.toString('utf8');
}
