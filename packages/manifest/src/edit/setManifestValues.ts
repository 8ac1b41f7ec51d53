import { isScalar, isSeq } from 'yaml';
import type { Manifest } from '../Manifest';
import { readManifest } from '../readManifest';
import { documentOf, documentsOf } from './documentOf';
import { editManifest, type ManifestEdit } from './editManifest';

export type ManifestScalar = string | number | boolean;

/** What somebody wants a manifest to say at one place. */
export type ManifestValue = {
  /** Path in the asset's document, e.g. `['metadata', 'title']`; to a place of a list that held nothing, whatever its number, adds to that list. */
  readonly path: readonly (string | number)[];
  /** What it said when they looked; null: nothing. */
  readonly from: ManifestScalar | null;
  readonly to: ManifestScalar;
};

/** Says what the person who asked can do. */
export class ManifestEditError extends Error {}

/** What the identity of an asset hangs on: another name is another asset. */
const FIXED = ['apiVersion', 'kind', 'metadata.name'];

/**
 * The text of a manifest of our own format that says other values, with every byte
 * beside them in its place.
 *
 * @param path - of the manifest, for messages
 * @throws ManifestEditError where it says something else by now, or may not say it
 */
export function setManifestValues(
  path: string,
  text: string,
  asset: Pick<Manifest, 'kind' | 'name'>,
  values: readonly ManifestValue[],
): string {
  const after = values.reduce(
    (before, value) => withValue(path, before, asset, value),
    text,
  );
  const read = readManifest(path, after);
  if (!read.ok) {
    const [{ line, message }] = read.errors;
    throw new ManifestEditError(`${path}:${line}: ${message}`);
  }
  return after;
}

/** Null where nothing is said; undefined where what is said is no single value. */
export function manifestValueAt(
  text: string,
  asset: Pick<Manifest, 'kind' | 'name'>,
  path: readonly (string | number)[],
): ManifestScalar | null | undefined {
  const found: unknown = documentsOf(text)[documentOf(text, asset)]?.getIn([
    ...path,
  ]);
  switch (typeof found) {
    case 'string':
    case 'number':
    case 'boolean':
      return found;
    default:
      return found === undefined || found === null ? null : undefined;
  }
}

function withValue(
  path: string,
  text: string,
  asset: Pick<Manifest, 'kind' | 'name'>,
  value: ManifestValue,
): string {
  const place = value.path.join('.');
  if (FIXED.includes(place))
    throw new ManifestEditError(
      `${place} of ${path} says which asset this is, so it is not edited. Declare another asset instead.`,
    );
  if (value.from === null && typeof value.path.at(-1) === 'number')
    return withItem(path, text, asset, value);
  const found = manifestValueAt(text, asset, value.path);
  if (found === value.to) return text;
  if (found !== value.from)
    throw new ManifestEditError(
      `${place} of ${path} says ${JSON.stringify(
        found ?? null,
      )} by now, not ${JSON.stringify(
        value.from,
      )}. Look at it again and edit it there.`,
    );
  return edited(path, text, {
    path: value.path,
    value: value.to,
    document: documentOf(text, asset),
  });
}

/** A list that others added to meanwhile takes one more, and one that has it is left as it is. */
function withItem(
  path: string,
  text: string,
  asset: Pick<Manifest, 'kind' | 'name'>,
  value: ManifestValue,
): string {
  const document = documentOf(text, asset);
  const list = value.path.slice(0, -1);
  const said: unknown = documentsOf(text)[document]?.getIn(list);
  const isThere =
    isSeq(said) &&
    said.items.some(item => isScalar(item) && item.value === value.to);
  return isThere
    ? text
    : edited(path, text, { path: list, append: value.to, document });
}

function edited(path: string, text: string, edit: ManifestEdit): string {
  try {
    return editManifest(text, [edit]);
  } catch (error) {
    throw new ManifestEditError(`${path}: ${(error as Error).message}`);
  }
}
