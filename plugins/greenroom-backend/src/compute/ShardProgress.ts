import type { ComputeContext } from '@greenroom/backstage-plugin-greenroom-node';

/** How far shards are together: the mean of their shares, and the word of the one that is furthest behind. */
export class ShardProgress {
  readonly #fractions: number[];
  readonly #words: (string | undefined)[] = [];

  constructor(
    shards: number,
    private readonly told: ComputeContext['progress'],
  ) {
    this.#fractions = new Array<number>(shards).fill(0);
  }

  tell(index: number, fraction: number, word?: string): void {
    this.#fractions[index] = fraction;
    this.#words[index] = word;
    const of = this.#fractions.length;
    const done = this.#fractions.filter(each => each === 1).length;
    const last = this.#fractions.indexOf(Math.min(...this.#fractions));
    const behind = done < of ? this.#words[last] : undefined;
    this.told(
      this.#fractions.reduce((sum, each) => sum + each, 0) / of,
      `${done} of ${of} shards are done${
        behind === undefined ? '' : `; the last: ${behind}`
      }`,
    );
  }
}
