import { identifier, type Row, type Table } from '@greenroom/dataset';
import { inputColumns, type RowModel } from '@greenroom/evaluation';
import type {
  Augmentation,
  LabelledDataset,
  ModelManifest,
  RunnableModel,
} from '@greenroom/manifest';
import type { Ground } from '../ground/readGround';
import type { SyntheticRow } from '../TrainingRows';

/** Rows given to the model at a time. */
const AT_A_TIME = 256;

/** A model that is asked whether a row has left its class. */
export type JudgingModel = {
  readonly model: Pick<RowModel, 'classify'>;
  readonly manifest: Pick<RunnableModel, 'name' | 'classes' | 'preprocessing'>;
  /** How far its word goes, for people: see `modelRemark`. */
  readonly remark: string;
};

/** A synthetic row, with pictures as their columns have them. */
type Judged = {
  readonly row: SyntheticRow;
  readonly pictures?: Readonly<Record<string, Uint8Array>>;
};

/**
 * Whether rows have crossed the model's boundary: it takes the row for another
 * class, though it took each of its parents for that class. Where it is wrong
 * about a parent it has no say, for there more rows are wanted most.
 *
 * @returns for each row, whether it has
 * @throws RangeError where the model knows none of the classes, or reads columns that synthetic rows leave empty
 */
export async function judgeByModel(
  table: Table,
  dataset: LabelledDataset,
  ground: Ground,
  { model, manifest }: JudgingModel,
): Promise<(rows: readonly Judged[]) => Promise<readonly boolean[]>> {
  const { rows, left } = ground;
  const { classes, preprocessing, name } = manifest;
  const inputs = inputColumns(preprocessing);
  const unknown = rows.labels.find(label => !classes.includes(label));
  if (unknown !== undefined)
    throw new RangeError(
      `${name} knows the classes ${classes.join(
        ', ',
      )}; the data has ${unknown}. Name a model of the same classes.`,
    );
  const personal = dataset.columns?.filter(column => column.personal) ?? [];
  const empty = inputs.find(
    input =>
      personal.some(column => column.name === input) ||
      !table.columns.some(column => column.name === input),
  );
  if (empty !== undefined)
    throw new RangeError(
      `${name} reads the column ${empty}, which synthetic rows leave empty. Name a model that does not.`,
    );
  const predicted = async (given: readonly Row[]) => {
    const said: string[] = [];
    for (let from = 0; from < given.length; from += AT_A_TIME) {
      const some = given.slice(from, from + AT_A_TIME);
      const { p } = await model.classify(some);
      for (let i = 0; i < some.length; i++)
        said.push(
          classes[
            mostOf(p.subarray(i * classes.length, (i + 1) * classes.length))
          ],
        );
    }
    return said;
  };
  return async judged => {
    const parents = [...new Set(judged.flatMap(({ row }) => row.parents))];
    const parentRows = await rowsOf(
      table,
      dataset.key,
      inputs,
      parents.map(parent => rows.keys[parent]),
    );
    const ofParent = new Map(
      parents.map((parent, i) => [parent, parentRows[i]]),
    );
    const saidOfParents = new Map(
      (await predicted(parentRows)).map((said, i) => [parents[i], said]),
    );
    const said = await predicted(
      judged.map(({ row, pictures }) => ({
        ...ofParent.get(row.parents[0]),
        ...Object.fromEntries(
          rows.columns
            .map((column, i) => [column.name, row.cells[i]] as const)
            .filter(([column]) => !left.includes(column)),
        ),
        ...pictures,
      })),
    );
    return judged.map(
      ({ row }, i) =>
        said[i] !== row.label &&
        row.parents.every(
          parent =>
            rows.labels[parent] !== row.label ||
            saidOfParents.get(parent) === row.label,
        ),
    );
  };
}

/** How far the word of a model goes on rows that are made of these. */
export function modelRemark(
  { name, trainedOn }: Pick<ModelManifest, 'name' | 'trainedOn'>,
  {
    dataset,
    augmentation,
  }: {
    readonly dataset: Pick<LabelledDataset, 'name'>;
    readonly augmentation: Pick<Augmentation, 'split'>;
  },
): string {
  return trainedOn?.dataset === dataset.name &&
    trainedOn.split === augmentation.split
    ? `${name} was asked. It was trained on the rows these are made of, and agrees with what lies near them more readily than with new rows: it drops too few rather than too many.`
    : `${name} was asked, which was not trained on the rows these are made of.`;
}

async function rowsOf(
  table: Table,
  key: string,
  columns: readonly string[],
  keys: readonly string[],
): Promise<Row[]> {
  const byKey = new Map<string, Row>();
  const name = `CAST(${identifier(key)} AS VARCHAR)`;
  const selected = columns.map(identifier).join(', ');
  for (let from = 0; from < keys.length; from += AT_A_TIME) {
    const some = keys.slice(from, from + AT_A_TIME);
    const found = await table.query(
      `SELECT ${name} AS "greenroom key", ${selected} FROM t WHERE ${name} IN (${some
        .map((_, i) => `$${i + 1}`)
        .join(', ')})`,
      some,
    );
    for (const { 'greenroom key': of, ...row } of found)
      byKey.set(String(of), row);
  }
  return keys.map(each => byKey.get(each)!);
}

function mostOf(values: ArrayLike<number>): number {
  let most = 0;
  for (let i = 1; i < values.length; i++)
    if (values[i] > values[most]) most = i;
  return most;
}
