import {
  type DatasetSide,
  makePlan,
  type ModelSide,
  type Plan,
  type Sides,
  type Unanswered,
} from '@greenroom/change/plan';
import { literal, QueryPool } from '@greenroom/dataset';
import type { DeclaredColumn } from '@greenroom/manifest';
import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';

/** `as before` where nothing of it changes. */
type StagedSides<Side> = Omit<Sides<Side>, 'after'> & {
  readonly after?: Side | 'as before';
};

/** Both sides of every asset that the plan is made of. Files are local. */
export type PlanInput = {
  readonly base: string;
  readonly head: string;
  readonly datasets: readonly StagedSides<DatasetSide>[];
  readonly models: readonly StagedSides<ModelSide>[];
  /** Whether rows are kept that a server could be asked about. */
  readonly unanswered?: 'kept';
};

type Column = { readonly name: string; readonly type: string };

export type PlanAnswer = {
  readonly plan: Plan;
  /** Where they are kept; files are in the output folder. */
  readonly unanswered: readonly Unanswered[];
  readonly changes: readonly {
    /** Name of the data set, and which of those asked about it is. */
    readonly asset: string;
    readonly place: number;
    /** In the output folder. */
    readonly file: string;
    readonly matchedBy: 'key' | 'content';
    readonly key?: string;
    readonly label?: string;
    /** Columns of either side, in DuckDB's words. */
    readonly before: readonly Column[];
    readonly after: readonly Column[];
    /** What the manifests say of them; personal is what either side calls so. */
    readonly declared: readonly DeclaredColumn[];
    readonly rows: {
      readonly added: number;
      readonly removed: number;
      readonly changed: number;
    };
  }[];
};

const CHANGES = 'changes';
const LIMITS = {
  memory: '512MB',
  threads: 1,
  queriesAtATime: 1,
  timeoutMillis: 60_000,
};

/** Leaves `changes/<n>.parquet`: the rows that differ, of each data set that changes. */
export async function plan(
  input: PlanInput,
  outDirectory: string,
  tell: (fraction: number, message?: string) => void,
): Promise<PlanAnswer> {
  const folder = path.join(outDirectory, 'work');
  const changes = path.join(outDirectory, CHANGES);
  await Promise.all([folder, changes].map(each => mkdir(each)));
  const datasets = input.datasets.map(sidesOf);
  const unanswered: Unanswered[] = [];
  const made = await makePlan({
    base: input.base,
    head: input.head,
    datasets,
    models: input.models.map(sidesOf),
    folder,
    changes,
    onUnanswered:
      input.unanswered &&
      (({ file, ...rows }) =>
        unanswered.push({ ...rows, file: path.relative(outDirectory, file) })),
    onProgress: tell,
  });
  return {
    plan: made,
    unanswered,
    changes: await changedOf(datasets, made, outDirectory),
  };
}

/** What stays the same is one object. */
function sidesOf<Side>({ after, ...sides }: StagedSides<Side>): Sides<Side> {
  return {
    ...sides,
    after: after === 'as before' ? sides.before : (after as Side | undefined),
  };
}

async function changedOf(
  datasets: readonly Sides<DatasetSide>[],
  made: Plan,
  outDirectory: string,
): Promise<PlanAnswer['changes']> {
  const queries = new QueryPool(LIMITS);
  const found: PlanAnswer['changes'][number][] = [];
  try {
    for (const [i, { before, after }] of datasets.entries()) {
      const file = path.join(CHANGES, `${i}.parquet`);
      const manifest = (after ?? before)?.manifest;
      const planned = made.assets.find(
        ({ name, kind }) => kind === 'Dataset' && name === manifest?.name,
      );
      const { rows, matchedBy = 'content' } = planned ?? {};
      if (!manifest || !rows || !existsSync(path.join(outDirectory, file)))
        continue;
      const parquet = `read_parquet(${literal(path.join(outDirectory, file))})`;
      const { added, removed, changed } = rows;
      found.push({
        asset: manifest.name,
        place: i,
        file,
        matchedBy,
        key: matchedBy === 'key' ? manifest.key : undefined,
        label: manifest.label,
        before: await columnsOf(queries, parquet, 'before'),
        after: await columnsOf(queries, parquet, 'after'),
        declared: declaredOf(
          before?.manifest.columns ?? [],
          after?.manifest.columns ?? [],
        ),
        rows: { added, removed, changed },
      });
    }
    return found;
  } finally {
    await queries.close();
  }
}

function declaredOf(
  before: readonly DeclaredColumn[],
  after: readonly DeclaredColumn[],
): DeclaredColumn[] {
  const declared = new Map(before.map(column => [column.name, column]));
  for (const column of after) {
    const was = declared.get(column.name);
    declared.set(column.name, {
      ...column,
      ...(was?.personal && { personal: true }),
    });
  }
  return [...declared.values()];
}

/** Of the rows of a side, as the file has them. */
async function columnsOf(
  queries: QueryPool,
  parquet: string,
  side: 'before' | 'after',
): Promise<Column[]> {
  const rows = await queries.query(
    `DESCRIBE SELECT unnest("${side}") FROM ${parquet}`,
  );
  return rows.map(({ column_name: name, column_type: type }) => ({
    name: String(name),
    type: String(type),
  }));
}
