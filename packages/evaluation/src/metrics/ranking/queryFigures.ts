import { rankedAreas } from '../binary/rankedAreas';
import { rankRows } from '../binary/rankRows';
import { once } from '../rows/once';

/**
 * The figures of one query's ranking. Documents with more than no relevance are
 * relevant; a query without any has 0 everywhere.
 *
 * NDCG by Järvelin and Kekäläinen (2002) with linear gain and discount
 * log2(rank + 1); documents of equal score share their places (McSherry and
 * Najork 2008). Average precision over the whole ranking, reciprocal rank of
 * the first relevant document (Voorhees 1999).
 */
export function queryFigures(
  relevance: Float64Array,
  scores: Float64Array,
  cutoff: number,
): Record<string, number> {
  const isRelevant = Uint8Array.from(relevance, gain => (gain > 0 ? 1 : 0));
  const ranked = rankRows(scores, isRelevant);
  const { order } = ranked;
  const relevant = isRelevant.reduce((sum, one) => sum + one, 0);
  const first = order.findIndex(i => isRelevant[i] === 1);
  let found = 0;
  for (let rank = 0; rank < Math.min(cutoff, order.length); rank++)
    found += isRelevant[order[rank]];
  const { averagePrecision } = rankedAreas(ranked, once(order.length));
  return {
    ndcg: normalisedGain(relevance, scores, order, Infinity),
    [`ndcg${cutoff}`]: normalisedGain(relevance, scores, order, cutoff),
    map: relevant === 0 ? 0 : averagePrecision,
    mrr: first < 0 ? 0 : 1 / (first + 1),
    [`precision${cutoff}`]: found / cutoff,
    [`recall${cutoff}`]: relevant === 0 ? 0 : found / relevant,
  };
}

function normalisedGain(
  relevance: Float64Array,
  scores: Float64Array,
  order: Uint32Array,
  cutoff: number,
): number {
  const ideal = Float64Array.from(relevance).sort().reverse();
  let best = 0;
  ideal.forEach((gain, rank) => {
    best += gain * discount(rank, cutoff);
  });
  if (best === 0) return 0;
  let gained = 0;
  for (let at = 0; at < order.length; ) {
    const score = scores[order[at]];
    const start = at;
    let gains = 0;
    let discounts = 0;
    for (; at < order.length && scores[order[at]] === score; at++) {
      gains += relevance[order[at]];
      discounts += discount(at, cutoff);
    }
    gained += (gains / (at - start)) * discounts;
  }
  return gained / best;
}

/** @param rank - from 0 */
function discount(rank: number, cutoff: number): number {
  return rank < cutoff ? 1 / Math.log2(rank + 2) : 0;
}
