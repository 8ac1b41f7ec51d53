import {
  type Centres,
  clusterCount,
  kMeans,
  TypicalWords,
} from '@greenroom/label-quality';

/** Words by which a cluster is named. */
const NAMING_WORDS = 3;

/**
 * Divides the rows of a table into clusters: centres are found in a sample, then
 * each row is told the nearest. Clusters are counted from 1, the largest first,
 * and named by the words that are typical of them, else by their middle row:
 * "2 (refund, late, parcel)", "2 (like row 8812)".
 */
export class RowClusters {
  readonly #centres: Centres;
  readonly #clusterOf: Int32Array;
  readonly #words: TypicalWords;
  /** Of each centre: how many rows, the nearest of them, and how near it is. */
  readonly #sizes: Int32Array;
  readonly #middle: Int32Array;
  readonly #distance: Float64Array;

  /**
   * @param sample - in an order that does not depend on the table's
   * @param columns - numbers of a row
   * @param rows - of the table
   * @param clustered - of them have something to be compared by
   * @returns undefined where there are too few rows for clusters
   */
  static fit(
    sample: readonly Float32Array[],
    columns: number,
    { rows, clustered }: { readonly rows: number; readonly clustered: number },
  ): RowClusters | undefined {
    const k = clusterCount(clustered);
    if (k === 0 || sample.length === 0) return undefined;
    const values = new Float32Array(sample.length * columns);
    sample.forEach((row, i) => values.set(row, i * columns));
    return new RowClusters(kMeans({ values, columns, k }), rows);
  }

  private constructor(centres: Centres, rows: number) {
    this.#centres = centres;
    this.#clusterOf = new Int32Array(rows).fill(-1);
    this.#words = new TypicalWords(centres.count);
    this.#sizes = new Int32Array(centres.count);
    this.#middle = new Int32Array(centres.count).fill(-1);
    this.#distance = new Float64Array(centres.count).fill(Infinity);
  }

  /** @param text - what the row says, where words name clusters */
  add(row: number, values: Float32Array, text?: string): void {
    const { centre, squared } = this.#centres.nearest(values);
    this.#clusterOf[row] = centre;
    this.#sizes[centre]++;
    if (text !== undefined) this.#words.add(centre, text);
    if (squared < this.#distance[centre]) {
      this.#distance[centre] = squared;
      this.#middle[centre] = row;
    }
  }

  /** The rows in the middle of clusters, to be named by their keys. */
  middleRows(): readonly number[] {
    return [...this.#middle].filter(row => row >= 0);
  }

  /**
   * The cluster of each row by its name; null of rows that were not added.
   *
   * @param nameOf - of a row in the middle of a cluster
   */
  finish(nameOf: (row: number) => string): readonly (string | null)[] {
    const words = this.#words.finish(NAMING_WORDS);
    const names = new Array<string>(this.#sizes.length);
    Array.from(this.#sizes.keys())
      .filter(centre => this.#sizes[centre] > 0)
      .sort((a, b) => this.#sizes[b] - this.#sizes[a] || a - b)
      .forEach((centre, place) => {
        const like =
          words[centre].length > 0
            ? words[centre].join(', ')
            : `like row ${nameOf(this.#middle[centre])}`;
        names[centre] = `${place + 1} (${like})`;
      });
    return Array.from(this.#clusterOf, centre =>
      centre < 0 ? null : names[centre],
    );
  }
}
