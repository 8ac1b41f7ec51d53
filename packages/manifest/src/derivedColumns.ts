/** What tells whether a column has features of its own. */
type ReadColumn = { readonly name: string; readonly type?: string };

/** What is read off the cells of a column, as `derivedName` of `@greenroom/error-analysis` calls it behind the column. */
export const DERIVED_WORDS = {
  text: [
    'length',
    'script',
    'language',
    'share of capitals',
    'share of digits',
    'share of punctuation',
  ],
  image: [
    'brightness',
    'contrast',
    'colourfulness',
    'width',
    'height',
    'aspect',
  ],
} as const;

/** Rows that are alike: of one version, so that nothing that lasts can name it. */
const CLUSTER = 'cluster';

/** A feature that is read off the cells of a declared column. */
export type DerivedColumn<Column extends ReadColumn = ReadColumn> = {
  readonly column: Column;
  /** "length", of "body length". */
  readonly words: string;
};

/** Of which column a name like "body length" is read; undefined where it is none of those. */
export function derivedColumn<Column extends ReadColumn>(
  name: string,
  columns: readonly Column[],
): DerivedColumn<Column> | undefined {
  for (const column of columns) {
    if (!name.startsWith(`${column.name} `)) continue;
    const words = name.slice(column.name.length + 1);
    const known: readonly string[] =
      column.type === 'text' || column.type === 'image'
        ? DERIVED_WORDS[column.type]
        : [];
    if (known.includes(words) || (known.length > 0 && words === CLUSTER))
      return { column, words };
  }
  return undefined;
}

/** Whether its values mean the same in every version. */
export function isLasting({ words }: Pick<DerivedColumn, 'words'>): boolean {
  return words !== CLUSTER;
}
