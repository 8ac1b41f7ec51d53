export type ReviewState = 'open' | 'decided' | 'in git' | 'withdrawn';

/** What moves a review. */
export type ReviewMove = 'decide' | 'merge' | 'withdraw';

const MOVES: Readonly<
  Record<ReviewState, Partial<Record<ReviewMove, ReviewState>>>
> = {
  open: { decide: 'decided', withdraw: 'withdrawn' },
  decided: { merge: 'in git' },
  'in git': {},
  withdrawn: {},
};

/** @returns undefined where a review in that state does not move so */
export function nextState(
  state: ReviewState,
  move: ReviewMove,
): ReviewState | undefined {
  return MOVES[state][move];
}

/** Somebody may still put questions, agree and decide. */
export function isOpen(state: ReviewState): boolean {
  return nextState(state, 'decide') !== undefined;
}
