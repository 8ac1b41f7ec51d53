import { fallingOrder } from '../rows/orderBy';

/** Rows of two classes from the highest score down, laid out so that a resample reads them in one pass. */
export type RankedRows = {
  /** Row indices by falling score. */
  readonly order: Uint32Array;
  /** 1 or 0, in that order. */
  readonly isPositive: Uint8Array;
  /** 1 at the last row of each score, in that order: equal scores are one step. */
  readonly endsStep: Uint8Array;
};

/** @param isPositive - 1 or 0 a row, in the order of the scores */
export function rankRows(
  scores: ArrayLike<number>,
  isPositive: ArrayLike<number>,
): RankedRows {
  const order = fallingOrder(scores);
  const ranked = new Uint8Array(order.length);
  const endsStep = new Uint8Array(order.length);
  for (let at = 0; at < order.length; at++) {
    ranked[at] = isPositive[order[at]];
    endsStep[at] = scores[order[at]] === scores[order[at + 1]] ? 0 : 1;
  }
  return { order, isPositive: ranked, endsStep };
}
