import path from 'node:path';
import {
  augmentTable,
  droppedOf,
  type JudgeFiles,
  type MadePicture,
  type MadeRow,
  openJudge,
  packPicture,
  pictureFormatOf,
} from '@greenroom/augmentation';
import {
  openTable,
  type ParquetColumn,
  ParquetRows,
  picture as smallWebp,
} from '@greenroom/dataset';
import type { Augmentation, LabelledDataset } from '@greenroom/manifest';

/** The table is our own artifact. */
export type AugmentationInput = {
  readonly table: string;
  readonly dataset: LabelledDataset;
  readonly augmentation: Augmentation;
  /** The model that is asked about each row that passed the other checks. */
  readonly judge?: JudgeFiles;
};

export type AugmentationAnswer = {
  readonly made: number;
  readonly kept: number;
  readonly dropped: readonly {
    readonly reason: string;
    readonly words: string;
    readonly count: number;
  }[];
  readonly classes: readonly {
    readonly label: string;
    readonly before: number;
    readonly added: number;
  }[];
  readonly columns: readonly string[];
  readonly leftEmpty: readonly string[];
  readonly remarks: readonly string[];
};

/** Of one row: cells, parents and marks are JSON; `file` is the picture in base64, or a JSON list of raw pixels. */
export const MADE_COLUMNS: readonly ParquetColumn[] = [
  { name: 'number', type: 'DOUBLE' },
  { name: 'key', type: 'VARCHAR' },
  { name: 'label', type: 'VARCHAR' },
  { name: 'reason', type: 'VARCHAR' },
  { name: 'parents', type: 'VARCHAR' },
  { name: 'cells', type: 'VARCHAR' },
  { name: 'thumbnail', type: 'VARCHAR' },
  { name: 'width', type: 'DOUBLE' },
  { name: 'height', type: 'DOUBLE' },
  { name: 'marks', type: 'VARCHAR' },
  { name: 'placement', type: 'VARCHAR' },
  { name: 'file', type: 'VARCHAR' },
];

/** As many as one looks through, and as a pull request of rows still can hold; the whole is made where the model is trained. */
const MOST = { rows: 20_000, pictures: 300 };
const THUMBNAIL_PIXELS = 112;

/** Leaves `made.parquet`: the rows that stay, then those that were dropped. */
export async function augmentation(
  {
    table: file,
    dataset,
    augmentation: asked,
    judge: named,
  }: AugmentationInput,
  outDirectory: string,
  tell: (fraction: number, message?: string) => void,
): Promise<AugmentationAnswer> {
  const table = await openTable({ path: file, format: 'parquet' });
  const out = await ParquetRows.open(MADE_COLUMNS);
  const judge =
    named && (await openJudge(named, { dataset, augmentation: asked }));
  try {
    const { rows, made, left, ...all } = await augmentTable(
      table,
      dataset,
      asked,
      {
        most: MOST,
        model: judge,
        onProgress: fraction => tell(0.8 * fraction, 'Making rows'),
      },
    );
    tell(0.9, 'Writing them down');
    for (const [number, row] of rows.entries())
      await out.append([[number, ...(await cellsOf(row))]]);
    await out.finish(path.join(outDirectory, 'made.parquet'));
    return {
      made,
      kept: rows.filter(({ reason }) => reason === undefined).length,
      dropped: droppedOf(rows),
      classes: all.classes,
      columns: all.columns,
      remarks: all.remarks,
      leftEmpty: left,
    };
  } finally {
    table.close();
    await out.close();
    await judge?.model.close();
  }
}

async function cellsOf({
  key,
  label,
  reason,
  parents,
  cells,
  picture,
}: MadeRow) {
  return [
    key ?? null,
    label,
    reason ?? null,
    JSON.stringify(parents),
    JSON.stringify(cells),
    ...(picture
      ? await pictureCells(picture, parents[0])
      : [null, null, null, null, null, null]),
  ];
}

async function pictureCells(
  { pixels, raw, annotations, placement }: MadePicture,
  parent: string,
) {
  const file = await packPicture(pixels, raw ? 'png' : pictureFormatOf(parent));
  const thumbnail = raw ? file : await smallWebp(file, THUMBNAIL_PIXELS);
  const marks = annotations.map(moved => ({
    label: moved.annotation.label,
    ...moved.annotation.box,
    ...(moved.state === 'lost' ? { lost: moved.reason } : {}),
  }));
  return [
    `data:image/${raw ? 'png' : 'webp'};base64,${thumbnail.toString('base64')}`,
    pixels.width,
    pixels.height,
    JSON.stringify(marks),
    JSON.stringify(placement),
    raw ? JSON.stringify([...pixels.values]) : file.toString('base64'),
  ];
}
