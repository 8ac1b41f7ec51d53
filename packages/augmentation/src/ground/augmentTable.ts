import type { Table } from '@greenroom/dataset';
import type { Augmentation, LabelledDataset } from '@greenroom/manifest';
import { isDetection } from '@greenroom/manifest/Manifest';
import { augmentRows } from '../augmentRows';
import { checkParents } from '../checks/checkParents';
import { DROP_WORDS, type DropReason } from '../checks/DropReason';
import { judgeByModel, type JudgingModel } from '../checks/judgeByModel';
import { augmentPictures } from '../pictures/augmentPictures';
import type { MovedAnnotation } from '../pictures/geometry/moveAnnotation';
import type { Placement } from '../pictures/geometry/Placement';
import { type PictureFormat, packPicture } from '../pictures/pictureFile';
import type { Pixels } from '../pictures/Pixels';
import type { Cell, SyntheticRow, TrainingRows } from '../TrainingRows';
import { type Ground, readGround } from './readGround';
import { syntheticKeys } from './syntheticKey';
import { tableEmbeddings } from './tableEmbeddings';
import { type RawSize, tablePictures } from './tablePictures';

/** Part of the lineage of rows: raised when the same recipe and seed would make others. */
export const ENGINE_VERSION = 3;

/** Mixed rows have two. */
const MOST_PARENTS_A_ROW = 2;

/** A row as people see it: cells by column, parents by key. */
export type MadeRow = {
  /** Undefined where the row was dropped. */
  readonly key?: string;
  readonly label: string;
  readonly parents: readonly string[];
  readonly cells: Readonly<Record<string, Cell>>;
  readonly reason?: DropReason;
  readonly picture?: MadePicture;
};

export type MadePicture = {
  readonly pixels: Pixels;
  /** Raw pixels stay what they are; files are written as their parents are. */
  readonly raw: boolean;
  readonly placement: Placement;
  readonly annotations: readonly MovedAnnotation[];
};

export type MadeRows = {
  readonly made: number;
  /** In the order in which they were made. */
  readonly rows: readonly MadeRow[];
  /** Columns of the cells. */
  readonly columns: readonly string[];
  /** Columns that synthetic rows leave empty: personal ones, pictures and lists. */
  readonly left: readonly string[];
  /** Of the training split: rows that are there, and that are added. */
  readonly classes: readonly {
    readonly label: string;
    readonly before: number;
    readonly added: number;
  }[];
  /** What a person should know of them. */
  readonly remarks: readonly string[];
};

/**
 * Makes rows of a table as an augmentation says, and checks each.
 *
 * @param options.model - is asked about each row that passed the other checks
 * @param options.most - rows, and pictures, that are made at most: what is beyond is told
 * @throws RangeError saying what the augmentation, the table or the model lacks
 */
export async function augmentTable(
  table: Table,
  dataset: LabelledDataset,
  augmentation: Augmentation,
  options: {
    readonly model?: JudgingModel;
    readonly most?: { readonly rows: number; readonly pictures: number };
    readonly onProgress?: (fraction: number) => void;
    readonly signal?: AbortSignal;
  } = {},
): Promise<MadeRows> {
  const { recipe, amount, seed, name } = augmentation;
  const hasClasses = !isDetection(dataset);
  if (!hasClasses && amount.type === 'balance' && amount.by === 'class')
    throw new RangeError(
      `A picture of ${dataset.name} has boxes, and no class to be balanced by. Balance by a column, or say how many: { type: times, times: 1 }.`,
    );
  if (!hasClasses && recipe.op !== 'picture')
    throw new RangeError(
      `${dataset.name} is of pictures with boxes; ${recipe.op} would part boxes from their picture. Use a recipe of op: picture.`,
    );
  const ground = await readGround(table, dataset, augmentation);
  const judge =
    options.model &&
    (await judgeByModel(table, dataset, ground, options.model));
  const { remarks, embedded } = await embeddingsOf(table, dataset, ground, {
    most: options.most?.[recipe.op === 'picture' ? 'pictures' : 'rows'],
  });
  const question = { ...ground, ...options, amount, seed };
  const keyOf = syntheticKeys(ground.keys, name);
  const columns = ground.rows.columns.map(column => column.name);
  const changed = recipe.op === 'picture' ? recipe.column : undefined;
  const told = (row: SyntheticRow, reason?: DropReason): MadeRow => ({
    ...(reason ? { reason } : { key: keyOf(ground.rows.keys[row.parents[0]]) }),
    label: row.label,
    parents: row.parents.map(parent => ground.rows.keys[parent]),
    cells: Object.fromEntries(
      columns.map((column, i) => [column, row.cells[i]]),
    ),
  });
  const withRemarks = (made: number, asked: number, rows: MadeRow[]) => ({
    made,
    rows,
    columns,
    left: ground.left.filter(column => column !== changed),
    classes: hasClasses ? classesOf(ground.rows, rows) : [],
    remarks: [
      ...(asked > made
        ? [`${asked} rows were asked for and ${made} made.`]
        : []),
      ...remarks,
      ...(options.model ? [options.model.remark] : []),
    ],
  });

  if (recipe.op !== 'picture') {
    const { made, asked, kept, dropped } = await augmentRows({
      ...question,
      recipe,
      most: options.most?.rows,
      further: {
        embedded,
        judge: judge && (rows => judge(rows.map(row => ({ row })))),
      },
    });
    return withRemarks(made, asked, [
      ...kept.map(row => told(row)),
      ...dropped.map(({ row, reason }) => told(row, reason)),
    ]);
  }
  const source = tablePictures(table, dataset, recipe.column, ground);
  const { made, asked, kept, dropped, unread } = await augmentPictures({
    ...question,
    recipe,
    hasClasses,
    source,
    most: options.most?.pictures,
    further: {
      embedded,
      judge:
        judge &&
        (async rows =>
          judge(
            await Promise.all(
              rows.map(async row => ({
                row,
                pictures: {
                  [recipe.column]: await pictureCell(row.pixels, source.raw),
                },
              })),
            ),
          )),
    },
  });
  if (unread > 0)
    remarks.push(
      `${unread} pictures cannot be read: nothing was held against them.`,
    );
  const numbers = ground.rows.columns.filter(({ type }) => type === 'number');
  if (numbers.length > 0)
    remarks.push(
      `${numbers
        .map(column => column.name)
        .join(
          ', ',
        )}: as the parent has it. What was measured of the picture may no longer hold.`,
    );
  const pictured = (row: (typeof kept)[number], reason?: DropReason) => ({
    ...told(row, reason),
    picture: {
      pixels: row.pixels,
      raw: source.raw !== undefined,
      placement: row.placement,
      annotations: row.annotations,
    },
  });
  return withRemarks(made, asked, [
    ...kept.map(row => pictured(row)),
    ...dropped.map(({ row, reason }) => pictured(row, reason)),
  ]);
}

/** What embeddings of the parents tell of a row, where the table has some. */
async function embeddingsOf(
  table: Table,
  dataset: LabelledDataset,
  ground: Ground,
  { most = Infinity }: { readonly most?: number },
): Promise<{
  readonly remarks: string[];
  readonly embedded?: ReturnType<typeof checkParents>;
}> {
  const parents = Math.min(most * MOST_PARENTS_A_ROW, ground.parents.length);
  const found = await tableEmbeddings(table, dataset, ground, parents);
  switch (found.type) {
    case 'none':
      return { remarks: [] };
    case 'too many':
      return {
        remarks: [
          `The embeddings of ${found.column} are too many to be compared, so they were not asked about the parents. Give a part of the table.`,
        ],
      };
    default:
      return {
        remarks: [
          `Parents were held against the others by ${found.column}; what is made has no embedding of its own.`,
        ],
        embedded: checkParents({
          embedded: found.embedded,
          labels: isDetection(dataset) ? undefined : ground.rows.labels,
        }),
      };
  }
}

/** The picture as the table's column has it. */
export async function pictureCell(
  pixels: Pixels,
  raw: RawSize | undefined,
  format: PictureFormat = 'png',
): Promise<Uint8Array> {
  return raw ? pixels.values : packPicture(pixels, format);
}

/** How many rows were dropped for each reason, and what it means. */
export function droppedOf(rows: readonly MadeRow[]) {
  const counts = new Map<DropReason, number>();
  for (const { reason } of rows)
    if (reason) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  return [...counts].map(([reason, count]) => ({
    reason,
    words: DROP_WORDS[reason],
    count,
  }));
}

function classesOf(
  { labels }: TrainingRows,
  rows: readonly MadeRow[],
): MadeRows['classes'] {
  const counts = new Map<string, { before: number; added: number }>();
  const of = (label: string) => {
    const found = counts.get(label) ?? { before: 0, added: 0 };
    counts.set(label, found);
    return found;
  };
  for (const label of labels) of(label).before++;
  for (const { label, reason } of rows) if (!reason) of(label).added++;
  return [...counts]
    .map(([label, count]) => ({ label, ...count }))
    .sort((a, b) => (a.label < b.label ? -1 : 1));
}
