/** Every kind of change, in the order in which a reviewer reads of them: rows first, what is said of them after. */
export const CHANGE_WORDS = {
  relabel: words('Relabel', 'relabels', 'row'),
  cell: words('Edit', 'edits', 'cell'),
  exclude: words('Exclude', 'excludes', 'row'),
  restore: words('Restore', 'restores', 'row'),
  add: words('Add', 'adds', 'row'),
  move: words('Move', 'moves', 'row to another split', 'rows to another split'),
  augmentation: words('Apply', 'applies', 'augmentation'),
  manifest: words(
    'Edit',
    'edits',
    'field of the manifest',
    'fields of the manifest',
  ),
  card: words('Edit', 'edits', 'section of the card', 'sections of the card'),
  waiver: words('Waive', 'waives', 'rule'),
  cohort: words('Name', 'names', 'cohort'),
  gate: words('Set', 'sets', 'gate'),
  collect: words('Ask for', 'asks for', 'kind of rows', 'kinds of rows'),
} as const satisfies Readonly<Record<string, ChangeWords>>;

export type ChangeKind = keyof typeof CHANGE_WORDS;
export const CHANGE_KINDS = Object.keys(CHANGE_WORDS) as readonly ChangeKind[];

type ChangeWords = {
  /** As a commit says it. */
  readonly make: string;
  /** As a text about the change says it. */
  readonly makes: string;
  readonly one: string;
  readonly several: string;
};

function words(
  make: string,
  makes: string,
  one: string,
  several = `${one}s`,
): ChangeWords {
  return { make, makes, one, several };
}

/** "Relabel 3 rows": the subject of a commit. */
export function commitSubject(kind: ChangeKind, count: number): string {
  const { make, one, several } = CHANGE_WORDS[kind];
  return `${make} ${count} ${count === 1 ? one : several}`;
}
