import { niceEdges } from '../profile/niceEdges';
import type { CountPair } from './shareDistances';
import {
  TwoSampleAccumulator,
  type TwoSampleResult,
} from './TwoSampleAccumulator';

const PARTS = 10;
/** Where the quantiles of a sample are wanted: its deciles, then what the middle 98 % lie between. */
export const QUANTILES = [
  ...Array.from({ length: PARTS + 1 }, (_, i) => i / PARTS),
  0.01,
  0.99,
];

/** A sample of numbers, its quantiles at `QUANTILES` (linear interpolation). */
export type SampleFacts = {
  readonly n: number;
  readonly quantiles: readonly number[];
};

/** Values in ascending order with the times they stand on either side. */
export type SortedChunk = {
  readonly values: ArrayLike<number>;
  readonly from: ArrayLike<number>;
  readonly to: ArrayLike<number>;
};

export type NumberComparison = Omit<TwoSampleResult, 'bins'> & {
  /** Counts between the deciles of the one side: for the index and the divergence. */
  readonly decileCounts: readonly CountPair[];
  /** Readable ones over both sides, and the counts between them. */
  readonly edges: readonly number[];
  readonly edgeCounts: readonly CountPair[];
};

/** Two samples of numbers, neither empty, compared in one pass over their sorted values. */
export async function compareNumbers(
  from: SampleFacts,
  to: SampleFacts,
  values: 'numbers' | 'whole numbers',
  chunks: AsyncIterable<SortedChunk> | Iterable<SortedChunk>,
): Promise<NumberComparison> {
  const edges = niceEdges({
    min: Math.min(from.quantiles[0], to.quantiles[0]),
    max: Math.max(from.quantiles[PARTS], to.quantiles[PARTS]),
    low: Math.min(from.quantiles[PARTS + 1], to.quantiles[PARTS + 1]),
    high: Math.max(from.quantiles[PARTS + 2], to.quantiles[PARTS + 2]),
    values,
  });
  const inner = edges.slice(1, -1);
  const deciles = innerDeciles(from.quantiles.slice(0, PARTS + 1));
  const accumulator = new TwoSampleAccumulator({ from: from.n, to: to.n }, [
    deciles.length > 0 ? deciles : inner,
    inner,
  ]);
  for await (const chunk of chunks) {
    for (let i = 0; i < chunk.values.length; i++)
      accumulator.add(chunk.values[i], chunk.from[i], chunk.to[i]);
  }
  const { bins, ...distances } = accumulator.finish();
  return { ...distances, decileCounts: bins[0], edges, edgeCounts: bins[1] };
}

/**
 * Edges of equal-frequency bins, each once, without the least and the greatest
 * value: what lies beyond these belongs to the outer bins.
 */
function innerDeciles(quantiles: readonly number[]): number[] {
  return [...new Set(quantiles)].slice(1, -1);
}
