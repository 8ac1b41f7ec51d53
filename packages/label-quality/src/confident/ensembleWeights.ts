import type { Member } from './MemberAccumulator';

/** Temperatures that are tried (cleanlab 2.9's `log_loss_search_T_values`). */
const TEMPERATURES = [1e-4, 1e-3, 1e-2, 1e-1, 1, 10, 100, 200] as const;

/**
 * Weights of several models by how well they predict the given labels:
 * exp(-t x log loss), of the temperatures t the one whose weighted mean of
 * predictions has the least log loss (cleanlab 2.9, `log_loss_search`).
 *
 * @returns as many weights as members; they sum to one
 * @throws RangeError where there are no members
 */
export function ensembleWeights(members: readonly Member[]): number[] {
  if (members.length === 0)
    throw new RangeError(
      'An ensemble needs at least one array of predictions.',
    );
  const losses = members.map(({ pClipped }) => logLoss(pClipped));
  let best = {
    loss: Infinity,
    weights: members.map(() => 1 / members.length),
  };
  for (const t of TEMPERATURES) {
    const raw = losses.map(loss => Math.exp(-t * loss));
    const sum = raw.reduce((total, weight) => total + weight, 0);
    if (sum === 0) continue;
    const weights = raw.map(weight => weight / sum);
    const loss = logLoss(
      members[0].pGiven.map((_, i) =>
        members.reduce((p, member, m) => p + weights[m] * member.pGiven[i], 0),
      ),
    );
    if (loss < best.loss) best = { loss, weights };
  }
  return best.weights;
}

/** As scikit-learn's: a probability of 0 counts as the distance of doubles at 1. */
function logLoss(pGiven: Float64Array): number {
  const sum = pGiven.reduce(
    (total, p) => total - Math.log(Math.min(1, Math.max(p, Number.EPSILON))),
    0,
  );
  return sum / pGiven.length;
}
