const WORD = /\p{L}[\p{L}\p{N}'’]*/gu;
/** Words that are seen first; a table of many more words names its clusters by these. */
const WORDS_LIMIT = 50_000;
/** A word of fewer rows is typical of them, not of their cluster. */
const LEAST_ROWS = 3;

/** Which words stand in the texts of one cluster more than in those of others. */
export class TypicalWords {
  /** By word, in how many texts of each cluster it stands. */
  readonly #rows = new Map<string, Uint32Array>();
  readonly #sizes: Uint32Array;

  constructor(private readonly clusters: number) {
    this.#sizes = new Uint32Array(clusters);
  }

  add(cluster: number, text: string): void {
    this.#sizes[cluster]++;
    for (const word of new Set(text.toLowerCase().match(WORD))) {
      let rows = this.#rows.get(word);
      if (!rows) {
        if (this.#rows.size === WORDS_LIMIT) continue;
        rows = new Uint32Array(this.clusters);
        this.#rows.set(word, rows);
      }
      rows[cluster]++;
    }
  }

  /**
   * Of each cluster the words whose share of its texts is most above their share
   * of all others; the first in the alphabet of those equally far above.
   *
   * @param count - words of each; fewer where fewer are more frequent there
   */
  finish(count: number): readonly (readonly string[])[] {
    const all = this.#sizes.reduce((sum, size) => sum + size, 0);
    return Array.from(this.#sizes, (size, cluster) => {
      const found: { readonly word: string; readonly above: number }[] = [];
      for (const [word, rows] of this.#rows) {
        if (rows[cluster] < LEAST_ROWS) continue;
        const elsewhere = rows.reduce((sum, n) => sum + n, 0) - rows[cluster];
        const above =
          rows[cluster] / size - elsewhere / Math.max(1, all - size);
        if (above > 0) found.push({ word, above });
      }
      return found
        .sort((a, b) => b.above - a.above || (a.word < b.word ? -1 : 1))
        .slice(0, count)
        .map(({ word }) => word);
    });
  }
}
