import { type Document, parseAllDocuments } from 'yaml';
import type { Manifest } from '../Manifest';

/** Which document of a file declares an asset, from 0. */
export function documentOf(
  text: string,
  { kind, name }: Pick<Manifest, 'kind' | 'name'>,
): number {
  return Math.max(
    0,
    documentsOf(text).findIndex(
      document =>
        document.get('kind') === kind &&
        document.getIn(['metadata', 'name']) === name,
    ),
  );
}

export function documentsOf(text: string): readonly Document[] {
  const documents = parseAllDocuments(text);
  return Array.isArray(documents) ? documents : [];
}
