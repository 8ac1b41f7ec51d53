import type { DataChange, ReleaseReason } from './Release';

const SHOWN_NAMES = 5;

/**
 * Each part of a change with the bump that Croissant 1.1 asks for it ("Dataset
 * Versioning", Version):
 *
 * - PATCH: "the data remains the same, although it might be serialized
 *   differently or is packaged using different file formats."
 * - MINOR: "the existing data is the same and can still be retrieved as is:
 *   there might be additional data (e.g. new fields, new RecordSet), or even new
 *   records in existing RecordSets, as long as the old recordSets can still be
 *   retrieved (eg: the new records are added to a different Split)."
 * - MAJOR: "the existing data has been changed (edited, removed or shuffled
 *   records across splits), or extended in a way which doesn't allow for easy
 *   access to the data as it was at the previous version."
 *
 * @returns the weightiest first; none where nothing changed
 */
export function releaseReasons(change: DataChange): ReleaseReason[] {
  const found = [
    ...removed(change),
    ...edited(change),
    ...columnsChanged(change),
    ...added(change),
  ];
  const by = (wanted: ReleaseReason['bump']) =>
    found.filter(({ bump }) => bump === wanted);
  if (found.length > 0) return [...by('major'), ...by('minor')];
  return change.bytes === 'rewritten'
    ? [
        {
          bump: 'patch',
          text: 'The rows are the same; only their order or the way they are written changed.',
        },
      ]
    : [];
}

function removed({ matchedBy, rows }: DataChange): ReleaseReason[] {
  if (rows.removed === 0) return [];
  return [
    major(
      matchedBy === 'key'
        ? `${plural(rows.removed, 'row was', 'rows were')} removed.`
        : `${plural(
            rows.removed,
            'row was',
            'rows were',
          )} removed or changed; without a key these cannot be told apart.`,
    ),
  ];
}

function edited(change: DataChange): ReleaseReason[] {
  const { cells, label, split, labelTransitions, rows } = change;
  const relabelled = label === undefined ? 0 : cells[label] ?? 0;
  const moved = split === undefined ? 0 : cells[split.column] ?? 0;
  const others = Object.keys(cells).filter(
    name => name !== label && name !== split?.column && cells[name] > 0,
  );
  const reasons = [
    ...(relabelled > 0
      ? [
          major(
            `${plural(relabelled, 'label was', 'labels were')} changed${mostOf(
              labelTransitions,
            )}.`,
          ),
        ]
      : []),
    ...(moved > 0
      ? [
          major(
            `${plural(moved, 'row was', 'rows were')} moved to another split.`,
          ),
        ]
      : []),
    ...(others.length > 0
      ? [major(`Cells were changed in ${listed(others)}.`)]
      : []),
  ];
  // Columns are not named where a comparison counts rows only.
  return reasons.length === 0 && rows.changed > 0
    ? [major(`${plural(rows.changed, 'row was', 'rows were')} changed.`)]
    : reasons;
}

function columnsChanged({ columns }: DataChange): ReleaseReason[] {
  return [
    ...(columns.removed.length > 0
      ? [major(`Columns were removed: ${listed(columns.removed)}.`)]
      : []),
    ...columns.retyped.map(({ name, from, to }) =>
      major(`${name} was ${from} and is ${to}.`),
    ),
    ...(columns.added.length > 0
      ? [minor(`Columns were added: ${listed(columns.added)}.`)]
      : []),
  ];
}

/** Rows added to a split that was there change what that split is; in a new split they leave the old ones as they were. */
function added({ rows, split }: DataChange): ReleaseReason[] {
  if (rows.added === 0) return [];
  const text = `${plural(rows.added, 'row was', 'rows were')} added`;
  if (!split) {
    return [
      major(
        `${text}, and no split tells them from the rows that were there. In a split of their own they would ask for a minor version.`,
      ),
    ];
  }
  const names = Object.keys(split.added).filter(name => split.added[name] > 0);
  const grown = names.filter(name => split.before.includes(name));
  const fresh = names.filter(name => !split.before.includes(name));
  const count = (list: readonly string[]) =>
    list.reduce((sum, name) => sum + split.added[name], 0);
  return [
    ...(grown.length > 0
      ? [
          major(
            `${plural(count(grown), 'row was', 'rows were')} added to ${listed(
              grown,
            )}, so that ${
              grown.length === 1 ? 'this split' : 'these splits'
            } can no longer be had as before. In a split of their own they would ask for a minor version.`,
          ),
        ]
      : []),
    ...(fresh.length > 0
      ? [
          minor(
            `${plural(
              count(fresh),
              'row was',
              'rows were',
            )} added in a split of their own: ${listed(fresh)}.`,
          ),
        ]
      : []),
  ];
}

/** All boxes of a picture are no class to be named. */
function isList(label: string): boolean {
  return /^\[(\{|\])/.test(label);
}

function mostOf(transitions: DataChange['labelTransitions']): string {
  const [first] = [...transitions].sort((a, b) => b.count - a.count);
  if (!first || isList(first.from) || isList(first.to)) return '';
  const name = (label: string) => (label === '' ? '(empty)' : label);
  return transitions.length === 1
    ? ` from ${name(first.from)} to ${name(first.to)}`
    : `, most often from ${name(first.from)} to ${name(first.to)} (${
        first.count
      })`;
}

function major(text: string): ReleaseReason {
  return { bump: 'major', text };
}

function minor(text: string): ReleaseReason {
  return { bump: 'minor', text };
}

function plural(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}

function listed(names: readonly string[]): string {
  const shown = names
    .slice(0, SHOWN_NAMES)
    .map(name => (name === '' ? '(empty)' : name));
  const rest = names.length - shown.length;
  return rest === 0 ? shown.join(', ') : `${shown.join(', ')} and ${rest} more`;
}
