import { identifier, type Table } from '@greenroom/dataset';
import { isEmbeddingType } from '@greenroom/evaluation';
import type { LabelledDataset } from '@greenroom/manifest';
import type { Embedded } from '../checks/checkParents';
import type { Ground } from './readGround';

/** So many numbers are held: a gigabyte. */
const MOST_NUMBERS = 2 ** 27;
/** Each parent is compared with all rows: half a minute of one core. */
const MOST_PRODUCTS = 3e10;

/** What embeddings tell of the rows, or why they tell nothing. */
export type TableEmbeddings =
  | { readonly type: 'none' }
  | { readonly type: 'too many'; readonly column: string }
  | {
      readonly type: 'read';
      readonly column: string;
      readonly embedded: Embedded;
    };

/**
 * The first column of lists of numbers that is no picture and not personal, as
 * directions; rows whose list is missing or has another length than most have none.
 *
 * @param parents - of what is made, at most so many
 */
export async function tableEmbeddings(
  table: Table,
  dataset: LabelledDataset,
  { rows, heldOutKeys }: Pick<Ground, 'rows' | 'heldOutKeys'>,
  parents: number,
): Promise<TableEmbeddings> {
  const declared = new Map(
    (dataset.columns ?? []).map(column => [column.name, column]),
  );
  const column = table.columns.find(({ name, type }) => {
    const { personal, type: said } = declared.get(name) ?? {};
    return isEmbeddingType(type) && !personal && said !== 'image';
  })?.name;
  const width = column && (await widthOf(table, column));
  if (!column || !width) return { type: 'none' };
  const all = rows.keys.length + heldOutKeys.length;
  const products = Math.min(parents, rows.keys.length) * all * width;
  if (all * width > MOST_NUMBERS || products > MOST_PRODUCTS)
    return { type: 'too many', column };
  const training = empty(rows.keys, width);
  const heldOut = empty(heldOutKeys, width);
  for await (const [keys, lists] of table.streamColumns(
    `SELECT CAST(${identifier(dataset.key)} AS VARCHAR) AS k, ${identifier(
      column,
    )} AS list FROM t WHERE len(${identifier(column)}) = ${width}`,
  ))
    keys.forEach((key, i) => {
      for (const { at, points } of [training, heldOut]) {
        const row = at.get(String(key));
        if (row !== undefined)
          points.set(directionOf(itemsOf(lists[i])), row * width);
      }
    });
  return {
    type: 'read',
    column,
    embedded: {
      columns: width,
      training: training.points,
      heldOut: heldOut.points,
    },
  };
}

/** Of most rows. */
async function widthOf(
  table: Table,
  column: string,
): Promise<number | undefined> {
  const list = identifier(column);
  const [most] = await table.query(
    `SELECT len(${list}) AS width FROM t WHERE len(${list}) > 0
      GROUP BY ALL ORDER BY count(*) DESC, width LIMIT 1`,
  );
  return most && Number(most.width);
}

function empty(keys: readonly string[], width: number) {
  return {
    at: new Map(keys.map((key, i) => [key, i])),
    points: new Float64Array(keys.length * width).fill(NaN),
  };
}

/** NaN where it has no direction. */
function directionOf(values: readonly number[]): Float64Array {
  const length = Math.hypot(...values);
  return Float64Array.from(values, value => value / length);
}

/** Lists come as arrays from a query, and as DuckDB's own values from a stream. */
function itemsOf(list: unknown): readonly number[] {
  const items = Array.isArray(list)
    ? list
    : (list as { items: readonly unknown[] }).items;
  return items.map(Number);
}
