import type { MetricValues, Sample, Share } from '../rows/Accumulator';
import { defined } from '../rows/defined';
import { weightedMeans } from '../rows/weightedMeans';
import { queryFigures } from './queryFigures';
import type { RankingOptions } from './RankingAccumulator';

/** Queries, each with the figures of its ranking. */
export class RankingSample implements Sample {
  readonly units: Uint32Array;
  readonly #ofQueries: Readonly<Record<string, Float64Array>>;

  constructor(
    queries: Uint32Array,
    relevance: Float64Array,
    scores: Float64Array,
    { cutoff }: RankingOptions,
  ) {
    const documents = new Map<number, number[]>();
    queries.forEach((query, i) => {
      const known = documents.get(query);
      if (known) known.push(i);
      else documents.set(query, [i]);
    });
    this.units = Uint32Array.from(documents.keys()).sort();
    const figures = Array.from(this.units, query => {
      const own = documents.get(query)!;
      return queryFigures(
        Float64Array.from(own, i => relevance[i]),
        Float64Array.from(own, i => scores[i]),
        cutoff,
      );
    });
    this.#ofQueries = Object.fromEntries(
      Object.keys(figures[0]).map(name => [
        name,
        Float64Array.from(figures, each => each[name]),
      ]),
    );
  }

  get rows(): number {
    return this.units.length;
  }

  get cost(): number {
    return this.rows * Object.keys(this.#ofQueries).length;
  }

  values(weights: ArrayLike<number>): MetricValues {
    return defined(weightedMeans(this.#ofQueries, weights));
  }

  shares(): Readonly<Record<string, Share>> {
    return {};
  }
}
