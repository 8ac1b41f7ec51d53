import { ParquetRows } from '@greenroom/dataset';
import {
  type DetectedPicture,
  type LabelledBox,
  SURE_FROM,
} from './measureDetections';

/** A picture as a run of a detector saw it. */
export type WrittenPicture = DetectedPicture & { readonly split: string };

/**
 * Writes what a detector found as Parquet: key, split, given and predicted (all
 * boxes that were drawn, and those that the model is sure of, each as the
 * picture's label is written), and `drawn` and `found` with every box (JSON),
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
      pictures.map(({ key, split, given, found }) => [
        key,
        split,
        textOf(given),
        textOf(found.filter(({ score }) => score >= SURE_FROM)),
        textOf(given),
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

function textOf(boxes: readonly LabelledBox[]): string {
  return JSON.stringify(boxes.map(plain));
}

function plain({ label, x, y, width, height }: LabelledBox): LabelledBox {
  return { label, x, y, width, height };
}
