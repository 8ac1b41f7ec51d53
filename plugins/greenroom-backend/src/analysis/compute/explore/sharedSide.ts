import { type CodedSide, type RunPair, sideOf } from './RunPair';

/** Rows of both runs, each in the second as it is there; its error is 1 where it flipped. */
export function sharedSide(
  pair: RunPair,
  flipped: 'broken' | 'fixed',
): CodedSide {
  const { before, after, old, features } = pair;
  const isChosen = new Uint8Array(before.rows.keys.length);
  for (const row of before.chosen) isChosen[row] = 1;
  const chosen = after.chosen.filter(
    row => old[row] >= 0 && isChosen[old[row]] === 1,
  );
  const now = flipped === 'broken' ? 1 : 0;
  const errors = new Float64Array(after.rows.keys.length);
  for (const row of chosen)
    if (
      after.rows.wrong[row] === now &&
      before.rows.wrong[old[row]] === 1 - now
    )
      errors[row] = 1;
  return sideOf({ rows: after.rows, errors, chosen }, features);
}
