import type { RowDecision } from '@greenroom/backstage-plugin-greenroom-common';
import { isSameLabel } from './isSameLabel';
import type { Word } from './Word';

/** A row as it is in a version. */
export type RowNow = { readonly label: string; readonly print: string };

/**
 * How a word that was said of a row of some version stands for the row of
 * another: a row that changed is asked again, and so is one whose label is by
 * now neither what it was nor what was decided.
 *
 * @param row - undefined where the version has no such row
 */
export function wordState(
  word: Pick<Word, 'kind' | 'from' | 'to' | 'print'>,
  row: RowNow | undefined,
): RowDecision['state'] {
  if (!row) return word.kind === 'exclude' ? 'settled' : 'outdated';
  if (row.print !== word.print) return 'outdated';
  if (isSameLabel(row.label, word.from)) return 'standing';
  const { kind, to } = word;
  return kind === 'relabel' && to !== undefined && isSameLabel(row.label, to)
    ? 'settled'
    : 'outdated';
}
