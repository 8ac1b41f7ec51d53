import { outOfFold, ProbeQuestion, ProbeResult, Train } from './outOfFold';

const NEIGHBOURS = 10;
/** Of one row more than of k that are spread evenly: no class gets a probability of 0. */
const PRIOR_ROWS = 1;

/**
 * Out-of-fold probabilities of k nearest neighbours: the share of each class
 * among the nearest rows (Euclidean, over scaled features) of the folds the row
 * is not in, with one row's worth of evenly spread doubt. Exact search; of rows
 * equally near, those that come first.
 *
 * @throws RangeError as `outOfFold`, and for fewer than one neighbour
 */
export function knnProbe(
  question: ProbeQuestion & {
    /** Default 10. */
    readonly neighbours?: number;
  },
): ProbeResult {
  return outOfFold(question, knn(question.neighbours ?? NEIGHBOURS));
}

export function knn(neighbours: number): Train {
  if (!(Number.isInteger(neighbours) && neighbours >= 1)) {
    throw new RangeError(
      `${neighbours} neighbours cannot be asked; take one or more.`,
    );
  }
  return ({ features, d, labels, k }, inside) => {
    const count = Math.min(neighbours, inside.length);
    const near = new Int32Array(count);
    const distances = new Float64Array(count);
    return (row, predProbs, at) => {
      let size = 0;
      for (const other of inside) {
        const limit = size < count ? Infinity : distances[count - 1];
        const distance = squaredDistance(features, d, row, other, limit);
        if (distance >= limit) continue;
        if (size < count) size++;
        let place = size - 1;
        while (place > 0 && distances[place - 1] > distance) {
          distances[place] = distances[place - 1];
          near[place] = near[place - 1];
          place--;
        }
        distances[place] = distance;
        near[place] = other;
      }
      const total = count + PRIOR_ROWS;
      predProbs.fill(PRIOR_ROWS / k / total, at, at + k);
      for (const other of near) predProbs[at + labels[other]] += 1 / total;
    };
  };
}

/** Stops adding where it is beyond the limit. */
function squaredDistance(
  features: Float64Array,
  d: number,
  a: number,
  b: number,
  limit: number,
): number {
  let sum = 0;
  for (let f = 0; f < d && sum < limit; f++) {
    const difference = features[a * d + f] - features[b * d + f];
    sum += difference * difference;
  }
  return sum;
}
