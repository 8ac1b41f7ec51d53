import {
  openTable,
  type Row,
  type Table,
  type Value,
} from '@greenroom/dataset';
import { ModelError } from '../ModelError';
import type { PredictionsTell } from '../normalisePredictions';
import type { InputRow } from '../preprocessing/PreparedStep';
import { readMade } from '../readMade';
import type { ClassOutputs } from '../readOutputs';

/**
 * What shards said of a split's rows, read in the order in which they were
 * given: to whoever measures it is the model that said it. Each row's key is
 * held against the next one that was predicted, so that none is left out, taken
 * twice or mistaken for another.
 */
export class PredictedParts {
  readonly #told: PredictionsTell;
  readonly #chunks: AsyncGenerator<readonly Row[]>;
  #held: readonly Row[] = [];
  #next = 0;

  private constructor(
    private readonly table: Table,
    private readonly key: string,
    private readonly classes: readonly string[],
  ) {
    this.#told = table.columns.some(({ name }) => name === 'p')
      ? 'probabilities'
      : 'labels';
    const made = this.#told === 'probabilities' ? 'p' : 'predicted';
    this.#chunks = table.stream(`SELECT key, ${made} AS made FROM t`);
  }

  /**
   * @param files - Parquet as `predictShard` leaves it, in the order of the shards
   * @param of - the key of the data set, and the classes of the model
   */
  static async open(
    files: readonly string[],
    of: { readonly key: string; readonly classes: readonly string[] },
  ): Promise<PredictedParts> {
    const table = await openTable({ path: files, format: 'parquet' });
    return new PredictedParts(table, of.key, of.classes);
  }

  /** @throws ModelError where the parts are not those of these rows */
  async classify(rows: readonly InputRow[]): Promise<ClassOutputs> {
    const { classes } = this;
    return readMade(await this.madeOf(rows), {
      name: 'of the shards',
      classes,
      told: this.#told,
    });
  }

  /**
   * What was said of each of the next rows, as it is.
   *
   * @throws ModelError as above
   */
  async madeOf(rows: readonly InputRow[]): Promise<Value[]> {
    const made: Value[] = [];
    for (const row of rows) {
      if (this.#next === this.#held.length) await this.#read();
      const predicted = this.#held[this.#next++];
      const key = String(row[this.key]);
      if (predicted?.key !== key)
        throw new ModelError(
          `The shards predict ${
            predicted === undefined ? 'no further row' : `row ${predicted.key}`
          } where row ${key} comes next. Run the evaluation again.`,
        );
      made.push(predicted.made);
    }
    return made;
  }

  /** @throws ModelError where they predict more rows than there are */
  async assertUsedUp(): Promise<void> {
    if (this.#next === this.#held.length) await this.#read();
    if (this.#held.length > 0)
      throw new ModelError(
        `The shards predict row ${
          this.#held[this.#next].key
        } beyond the last row of the split. Run the evaluation again.`,
      );
  }

  close(): void {
    this.table.close();
  }

  async #read(): Promise<void> {
    this.#next = 0;
    do {
      const { value = [], done } = await this.#chunks.next();
      this.#held = value;
      if (done) return;
    } while (this.#held.length === 0);
  }
}
