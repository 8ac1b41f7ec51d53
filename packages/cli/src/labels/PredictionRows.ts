import { normalised, weightedMean } from '@greenroom/label-quality';
import type { Chunk } from '@greenroom/label-quality';
import { NpyRows } from '../npy/NpyRows';

/** Where predictions are; can be sent to another thread. */
export type PredictionSource =
  | { readonly kind: 'npy'; readonly file: string }
  | {
      readonly kind: 'memory';
      readonly values: Float64Array;
      readonly columns: number;
    };

/** One model's predictions, or the weighted mean of several models'. */
export type Predictions = {
  readonly sources: readonly PredictionSource[];
  readonly weights: readonly number[];
};

type Rows = {
  /** What it returns is good until the next time. */
  read(from: number, count: number): Float64Array;
  close(): void;
};

/** Rows of predictions, checked, each summing to one. */
export class PredictionRows {
  readonly #rows: readonly Rows[];
  readonly #weights: readonly number[];
  #renormalised = 0;

  constructor({ sources, weights }: Predictions) {
    this.#rows = sources.map(opened);
    this.#weights = weights;
  }

  /** Rows so far that did not sum to one; of an ensemble, of all its models. */
  get renormalised(): number {
    return this.#renormalised;
  }

  /**
   * @param labels - those of the rows that are read
   * @throws RangeError naming row and column of a value that cannot be used
   */
  chunk(firstRow: number, labels: Int32Array, classes: number): Chunk {
    const chunks = this.#rows.map(rows => {
      const predProbs = rows.read(firstRow, labels.length);
      const checked = normalised({ firstRow, labels, predProbs }, classes);
      this.#renormalised += checked.renormalised;
      return checked.chunk;
    });
    if (chunks.length === 1) return chunks[0];
    return {
      firstRow,
      labels,
      predProbs: weightedMean(
        chunks.map(({ predProbs }) => predProbs),
        this.#weights,
      ),
    };
  }

  close(): void {
    for (const rows of this.#rows) rows.close();
  }
}

function opened(source: PredictionSource): Rows {
  if (source.kind === 'npy') {
    const file = NpyRows.open(source.file);
    let room = new Float64Array(0);
    return {
      read: (from, count) => {
        if (room.length !== count * file.columns)
          room = new Float64Array(count * file.columns);
        return file.read(from, count, room);
      },
      close: () => file.close(),
    };
  }
  const { values, columns } = source;
  return {
    read: (from, count) =>
      values.subarray(from * columns, (from + count) * columns),
    close: () => {},
  };
}
