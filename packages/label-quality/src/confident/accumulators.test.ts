import fc from 'fast-check';
import type { Chunk } from './Chunk';
import { ConfidenceAccumulator } from './ConfidenceAccumulator';
import { FILTER_METHODS } from './filterLabels';
import { findLabelIssues } from './findLabelIssues';
import { JointAccumulator } from './JointAccumulator';
import { estimateJoint, labelIssues } from './labelIssues';
import { PruneAccumulator } from './PruneAccumulator';

const CLASSES = 3;

/** Weights of few different values, so that there are ties. */
const rows = fc.array(
  fc.record({
    label: fc.nat(CLASSES - 1),
    weights: fc.array(fc.integer({ min: 1, max: 4 }), {
      minLength: CLASSES,
      maxLength: CLASSES,
    }),
  }),
  { minLength: 2, maxLength: 60 },
);

type Row = { readonly label: number; readonly weights: readonly number[] };

function chunkOf(some: readonly Row[], firstRow: number): Chunk {
  return {
    firstRow,
    labels: Int32Array.from(some, ({ label }) => label),
    predProbs: Float64Array.from(
      some.flatMap(({ weights }) => {
        const sum = weights.reduce((total, weight) => total + weight, 0);
        return weights.map(weight => weight / sum);
      }),
    ),
  };
}

/** The rows in pieces of a size, each with where it begins. */
function cut(all: readonly Row[], size: number): Chunk[] {
  const chunks = [];
  for (let at = 0; at < all.length; at += size)
    chunks.push(chunkOf(all.slice(at, at + size), at));
  return chunks;
}

type Accumulator<Part> = {
  addChunk(chunk: Chunk): void;
  part(): Part;
  merge(part: Part): void;
};

/** Each chunk in a shard of its own, merged last to first. */
function sharded<Part, A extends Accumulator<Part>>(
  chunks: readonly Chunk[],
  start: () => A & Accumulator<Part>,
): A {
  const whole = start();
  for (const chunk of [...chunks].reverse()) {
    const shard = start();
    shard.addChunk(chunk);
    whole.merge(shard.part());
  }
  return whole;
}

describe('accumulators', () => {
  it.each(FILTER_METHODS)(
    'flag with %s what they flag in one piece, however the rows are cut and merged',
    method => {
      fc.assert(
        fc.property(rows, fc.integer({ min: 1, max: 20 }), (all, size) => {
          const options = { method, fracNoise: 1, minExamples: 1 };
          const chunks = cut(all, size);
          const confidence = sharded(
            chunks,
            () => new ConfidenceAccumulator(CLASSES),
          ).finish();
          const joint = sharded(
            chunks,
            () => new JointAccumulator(confidence.thresholds),
          ).finish();
          const estimate = estimateJoint(confidence, joint, options);
          const byNoiseRate = sharded(
            chunks,
            () => new PruneAccumulator(estimate.prune),
          ).finish();
          const inPieces = labelIssues(estimate, options, {
            byNoiseRate,
            scores: confidence.pGiven,
            renormalised: 0,
          });
          const { labels, predProbs } = chunkOf(all, 0);
          expect(inPieces).toEqual(
            findLabelIssues({ labels, predProbs, classes: CLASSES, method }),
          );
        }),
      );
    },
  );

  it('prunes of equal margins those that come first', () => {
    const prune = new PruneAccumulator({
      classes: 2,
      counts: Int32Array.of(0, 0, 2, 0),
      labelCounts: Float64Array.of(4, 0),
      minExamples: 1,
    });
    const row = { label: 0, weights: [1, 3] };
    prune.addChunk(chunkOf([row, row], 2));
    prune.addChunk(chunkOf([row, row], 0));
    expect(prune.finish()).toEqual([0, 1]);
  });

  it('prunes the largest margins of each cell, as a sort of all does', () => {
    fc.assert(
      fc.property(rows, fc.nat(5), (all, count) => {
        const { labels, predProbs } = chunkOf(all, 0);
        const members = [...labels.keys()].filter(row => labels[row] === 0);
        const prune = new PruneAccumulator({
          classes: CLASSES,
          counts: Int32Array.of(0, 0, 0, count, 0, 0, 0, 0, 0),
          labelCounts: Float64Array.of(members.length, 0, 0),
          minExamples: 0,
        });
        cut(all, 7).forEach(chunk => prune.addChunk(chunk));
        const margin = (row: number) =>
          predProbs[row * CLASSES + 1] - predProbs[row * CLASSES];
        const expected = [...members]
          .sort((a, b) => margin(b) - margin(a) || a - b)
          .slice(0, count)
          .sort((a, b) => a - b);
        expect(prune.finish()).toEqual(expected);
      }),
    );
  });
});
