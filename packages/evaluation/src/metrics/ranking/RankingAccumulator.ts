import type { Accumulator } from '../rows/Accumulator';
import { floats, GrowingArray } from '../rows/GrowingArray';
import { MetricError } from '../rows/MetricError';
import { RankingSample } from './RankingSample';

export type RankingChunk = {
  /** The query each document was found for: the hash of its key. Its documents may come in several chunks. */
  readonly queries: ArrayLike<number>;
  /** How relevant each document is, 0 or more. */
  readonly relevance: ArrayLike<number>;
  /** By what the model ranks it. */
  readonly scores: ArrayLike<number>;
};

/** The cutoff of NDCG@k, precision@k and recall@k. */
export type RankingOptions = { readonly cutoff: number };

/**
 * Metrics of rankings: NDCG (whole and at k), MAP, MRR, precision and recall at
 * k, each the mean over queries. 20 bytes a document. Queries are what is drawn
 * in resamples.
 */
export class RankingAccumulator implements Accumulator<RankingChunk> {
  readonly #queries = new GrowingArray(n => new Uint32Array(n));
  readonly #relevance = floats();
  readonly #scores = floats();

  constructor(readonly options: RankingOptions = { cutoff: 10 }) {}

  add({ queries, relevance, scores }: RankingChunk): void {
    if (
      queries.length !== relevance.length ||
      queries.length !== scores.length
    ) {
      throw new MetricError(
        `${queries.length} queries, ${relevance.length} relevances and ${scores.length} scores are given. Give each document all three.`,
      );
    }
    const first = this.#queries.length;
    for (let i = 0; i < queries.length; i++) {
      if (!(relevance[i] >= 0 && Number.isFinite(relevance[i])))
        throw new MetricError(
          `the relevance is ${relevance[i]}; 0 or more is expected.`,
          first + i,
        );
      if (!Number.isFinite(scores[i]))
        throw new MetricError(
          `the score is ${scores[i]}; give a number.`,
          first + i,
        );
    }
    this.#queries.append(queries);
    this.#relevance.append(relevance);
    this.#scores.append(scores);
  }

  merge(other: RankingAccumulator): void {
    this.#queries.append(other.#queries.values);
    this.#relevance.append(other.#relevance.values);
    this.#scores.append(other.#scores.values);
  }

  finish(): RankingSample {
    if (this.#queries.length === 0)
      throw new MetricError('There are no documents to measure.');
    return new RankingSample(
      this.#queries.values,
      this.#relevance.values,
      this.#scores.values,
      this.options,
    );
  }
}
