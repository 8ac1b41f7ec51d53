import { applyEdits, type EditableFile, placeNewRows } from '../applyEdits';
import type { NewRow } from '../Edit';
import { differenceOf } from '../editsBetween';
import type { Decision, MergeConflict } from './MergeConflict';
import { mergeEdits } from './mergeEdits';
import { readRows } from './readRows';

export type MergedFile = {
  /** Theirs with what ours changed; where both did and nobody decided, as theirs has it. */
  readonly content: Buffer;
  readonly conflicts: readonly MergeConflict[];
};

/**
 * Merges two states of a file of rows (CSV, TSV, JSON Lines) that came of one,
 * by row and cell. The text is theirs but for the cells and rows that ours
 * changed; where one side changed nothing it is the other's, byte for byte. In memory
 * are two of the texts at a time, and the rows that differ.
 *
 * @throws EditError where one of them cannot be read
 */
export function mergeFiles(
  file: Omit<EditableFile, 'content'>,
  sides: {
    readonly base: Buffer;
    readonly ours: Buffer;
    readonly theirs: Buffer;
  },
  decisions?: ReadonlyMap<string, Decision>,
): MergedFile {
  const { base, ours, theirs } = sides;
  if (base.equals(theirs)) return { content: ours, conflicts: [] };
  if (base.equals(ours) || ours.equals(theirs))
    return { content: theirs, conflicts: [] };
  const { edits, before } = differenceOf(file, base, ours);
  const keys = new Set(edits.map(({ key }) => key));
  const merged = mergeEdits({
    edits,
    base: new Map([...before].map(([key, cells]) => [key, { cells }])),
    theirs: readRows({ ...file, content: theirs }, keys),
    label: file.label,
    labels: 'classes',
    decisions,
  });
  const applied = applyEdits({ ...file, content: theirs, edits: merged.edits });
  const rows = applied.absent.filter(
    (edit): edit is NewRow => edit.kind === 'add' || edit.kind === 'restore',
  );
  const { content } =
    rows.length > 0
      ? placeNewRows({ ...file, content: applied.content, rows })
      : applied;
  return { content, conflicts: merged.conflicts };
}
