import type {
  ErrorAnswerTo,
  ErrorView,
} from '@greenroom/backstage-plugin-greenroom-common';
import { ExploreError } from './ExploreError';
import type { EarlierRun, Explored } from './Explored';
import type { ErrorRows } from './ErrorRows';

const PAGE = 50;

/** Rows behind what was chosen, in the order of keys. */
export function keysOf(
  { rows, chosen, before }: Explored,
  view: Extract<ErrorView, { type: 'keys' }>,
): ErrorAnswerTo<'keys'> {
  const { wrong, flipped, offset = 0, limit = PAGE } = view;
  const isAsked =
    wrong === undefined
      ? () => true
      : (row: number) => (rows.wrong[row] === 1) === wrong;
  const hasFlipped = flipped && flipTest(rows, before, flipped);
  const wanted = chosen.filter(
    row => isAsked(row) && (!hasFlipped || hasFlipped(row)),
  );
  return {
    type: 'keys',
    total: wanted.length,
    keys: Array.from(
      wanted.subarray(offset, offset + limit),
      row => rows.keys[row],
    ),
  };
}

/** @throws ExploreError where there is no other run */
function flipTest(
  rows: ErrorRows,
  before: EarlierRun | undefined,
  flipped: 'broken' | 'fixed',
): (row: number) => boolean {
  if (!before)
    throw new ExploreError(
      'There is no other run on this split, so no row has flipped.',
    );
  const { old } = before;
  const now = flipped === 'broken' ? 1 : 0;
  return row =>
    old[row] >= 0 &&
    rows.wrong[row] === now &&
    before.rows.wrong[old[row]] === 1 - now;
}
