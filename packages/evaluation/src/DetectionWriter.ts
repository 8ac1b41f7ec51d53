import { ParquetRows } from '@greenroom/dataset';
import type { DetectedPicture, LabelledBox } from './measureDetections';

/** A picture as a run of a detector saw it. */
export type WrittenPicture = DetectedPicture & {
  readonly split: string;
  /** All boxes that were drawn, and all that the model is sure of, each as the picture's label is written. */
  readonly texts: { readonly given: string; readonly predicted: string };
};

/**
 * Writes what a detector found as Parquet: key, split, given and predicted as
 * other predictions have them, and `drawn` and `found` with every box (JSON),
 * those found with their scores.
 */
export class DetectionWriter {
  private constructor(private readonly rows: ParquetRows) {}

  static async open(): Promise<DetectionWriter> {
    return new DetectionWriter(
      await ParquetRows.open([
        { name: 'key', type: 'VARCHAR' },
        { name: 'split', type: 'VARCHAR' },
        { name: 'given', type: 'VARCHAR' },
        { name: 'predicted', type: 'VARCHAR' },
        { name: 'drawn', type: 'VARCHAR' },
        { name: 'found', type: 'VARCHAR' },
      ]),
    );
  }

  async append(pictures: readonly WrittenPicture[]): Promise<void> {
    await this.rows.append(
      pictures.map(({ key, split, texts, given, found }) => [
        key,
        split,
        texts.given,
        texts.predicted,
        JSON.stringify(given.map(plain)),
        JSON.stringify(found.map(box => ({ ...plain(box), score: box.score }))),
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

function plain({ label, x, y, width, height }: LabelledBox): LabelledBox {
  return { label, x, y, width, height };
}
