import { ParquetRows } from '@greenroom/dataset';

export type Prediction = {
  readonly key: string;
  readonly split: string;
  readonly given: string;
  readonly predicted: string;
  /** In the order of the classes; absent where a model tells only a label. */
  readonly p?: ArrayLike<number>;
};

/** Writes predictions as Parquet while they are made: key, split, given, predicted, p. */
export class PredictionWriter {
  private constructor(private readonly rows: ParquetRows) {}

  static async open(): Promise<PredictionWriter> {
    return new PredictionWriter(
      await ParquetRows.open([
        { name: 'key', type: 'VARCHAR' },
        { name: 'split', type: 'VARCHAR' },
        { name: 'given', type: 'VARCHAR' },
        { name: 'predicted', type: 'VARCHAR' },
        { name: 'p', type: 'DOUBLE[]' },
      ]),
    );
  }

  async append(predictions: readonly Prediction[]): Promise<void> {
    await this.rows.append(
      predictions.map(({ key, split, given, predicted, p }) => [
        key,
        split,
        given,
        predicted,
        p ?? null,
      ]),
    );
  }

  async finish(file: string): Promise<void> {
    await this.rows.finish(file);
  }

  async close(): Promise<void> {
    await this.rows.close();
  }
}
