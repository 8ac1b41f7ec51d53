import { identifier, literal, openTable, type Table } from '@greenroom/dataset';
import {
  type EvaluationSpec,
  isServed,
  type MeasurableDataset,
} from '@greenroom/manifest';
import path from 'node:path';
import type { Answers } from './Answers';
import type { ModelSide, Unanswered } from './PlanQuestion';
import { predictSubset, runnableFile, toldColumn } from './predictSubset';
import { specOf, type TypedTable } from './TypedTable';

/** The rows of one side that an evaluation is of. */
export type MeasuredRows = {
  readonly table: TypedTable;
  readonly dataset: MeasurableDataset;
};

export type GatheredAnswers = {
  /** Absent where nothing is known of any row. */
  readonly answers?: Answers;
  readonly reused: number;
  readonly made: number;
  readonly missing: number;
  /** Of the first that are missing. */
  readonly missingKeys: readonly string[];
};

const NAMED_KEYS = 20;

/**
 * Answers for every labelled row of a split: those that are known, and what the
 * model says of the others where it can be run.
 *
 * @param changed - Parquet as `DiffOptions.out`: known answers of rows that differ in `inputs` are not taken
 * @throws ModelError, TableError naming file and remedy
 */
export async function gatherAnswers(
  rows: MeasuredRows,
  model: ModelSide,
  spec: EvaluationSpec,
  of: {
    readonly known?: Answers;
    readonly changed?: {
      readonly file: string;
      readonly inputs: readonly string[];
    };
    /** Parquet: what a server said of rows that nothing is known of. */
    readonly asked?: string;
    readonly folder: string;
    /** Told of rows that only a server could say something of. */
    readonly onUnanswered?: (rows: Pick<Unanswered, 'file' | 'rows'>) => void;
    readonly onProgress?: (fraction: number) => void;
  },
): Promise<GatheredAnswers> {
  const { changed, folder } = of;
  const { dataset } = rows;
  const runnable = runnableFile(model);
  // What tells less than the model does is not mixed with its answers.
  const known =
    runnable && of.known?.column !== toldColumn(runnable.manifest)
      ? undefined
      : of.known;
  const table = await openTable(specOf(rows.table));
  try {
    await table.query(
      `CREATE TEMP VIEW wanted AS SELECT CAST(${identifier(
        dataset.key,
      )} AS VARCHAR) AS key FROM t WHERE CAST(${identifier(
        dataset.split,
      )} AS VARCHAR) = ${literal(spec.split)} AND ${identifier(
        dataset.label,
      )} IS NOT NULL`,
    );
    await table.query(`CREATE TEMP VIEW known AS ${knownSql(known, changed)}`);
    const reused = await countOf(
      table,
      'wanted WHERE key IN (SELECT key FROM known)',
    );
    const lacking = 'wanted WHERE key NOT IN (SELECT key FROM known)';
    const missing = await countOf(table, lacking);
    const isAsked = isServed(model.manifest) && of.onUnanswered !== undefined;
    const subset = path.join(folder, 'asked.parquet');
    if (missing > 0 && (runnable || isAsked))
      await copy(
        table,
        `SELECT * FROM t WHERE CAST(${identifier(
          dataset.key,
        )} AS VARCHAR) IN (SELECT key FROM ${lacking})`,
        subset,
      );
    const united = async (said: Answers): Promise<Answers> =>
      reused === 0
        ? said
        : unite(table, said, path.join(folder, 'answers.parquet'));
    if (missing > 0 && runnable) {
      const said = await predictSubset(runnable, model, {
        ...of,
        spec,
        dataset,
        subset,
      });
      return {
        answers: await united(said),
        reused,
        made: missing,
        missing: 0,
        missingKeys: [],
      };
    }
    const said = await saidByServer(of.asked, known);
    if (missing > 0 && said) {
      const left = `${lacking} AND key NOT IN (SELECT key FROM read_parquet(${literal(
        said.file,
      )}))`;
      const unsaid = await countOf(table, left);
      return {
        answers: await united(said),
        reused,
        made: missing - unsaid,
        missing: unsaid,
        missingKeys: await keysOf(table, left),
      };
    }
    if (missing > 0 && isAsked)
      of.onUnanswered?.({ file: subset, rows: missing });
    const file = path.join(folder, 'answers.parquet');
    if (reused > 0)
      await copy(
        table,
        `SELECT * FROM known WHERE key IN (SELECT key FROM wanted)`,
        file,
      );
    return {
      ...(reused > 0 ? { answers: { file, column: known!.column } } : {}),
      reused,
      made: 0,
      missing,
      missingKeys: await keysOf(table, lacking),
    };
  } finally {
    table.close();
  }
}

/** Rows of a side that there are answers for. */
export async function answeredRows(
  { table: typed, dataset }: MeasuredRows,
  { answers, missing }: GatheredAnswers,
  out: string,
): Promise<TypedTable> {
  if (missing === 0 || !answers) return typed;
  const table = await openTable(specOf(typed));
  try {
    await copy(
      table,
      `SELECT * FROM t WHERE CAST(${identifier(
        dataset.key,
      )} AS VARCHAR) IN (SELECT key FROM read_parquet(${literal(
        answers.file,
      )}))`,
      out,
    );
    return { ...typed, file: out };
  } finally {
    table.close();
  }
}

function knownSql(
  known: Answers | undefined,
  changed:
    | { readonly file: string; readonly inputs: readonly string[] }
    | undefined,
): string {
  if (!known) return `SELECT NULL::VARCHAR AS key WHERE false`;
  const rows = `SELECT key, ${known.column} FROM read_parquet(${literal(
    known.file,
  )}) WHERE key IS NOT NULL AND ${known.column} IS NOT NULL`;
  if (!changed) return rows;
  const { file, inputs } = changed;
  const isOther = `list_has_any(changed, [${inputs
    .map(literal)
    .join(', ')}]::VARCHAR[])`;
  return `${rows} AND key NOT IN (SELECT key FROM read_parquet(${literal(
    file,
  )}) WHERE change <> 'changed' OR ${isOther})`;
}

/** What a server was asked, where it tells as much as what is known. */
async function saidByServer(
  file: string | undefined,
  known: Answers | undefined,
): Promise<Answers | undefined> {
  if (file === undefined) return undefined;
  const table = await openTable({ path: file, format: 'parquet' });
  try {
    const column = table.columns.some(each => each.name === 'p')
      ? 'p'
      : 'predicted';
    return known && known.column !== column ? undefined : { file, column };
  } finally {
    table.close();
  }
}

async function keysOf(table: Table, from: string): Promise<string[]> {
  const keys = await table.query(
    `SELECT key FROM ${from} ORDER BY TRY_CAST(key AS DOUBLE), key LIMIT ${NAMED_KEYS}`,
  );
  return keys.map(({ key }) => String(key));
}

async function unite(
  table: Table,
  said: Answers,
  out: string,
): Promise<Answers> {
  const cell =
    said.column === 'p' ? 'p' : 'CAST(predicted AS VARCHAR) AS predicted';
  await copy(
    table,
    `SELECT key, ${cell} FROM known WHERE key IN (SELECT key FROM wanted)
     UNION ALL SELECT key, ${cell} FROM read_parquet(${literal(said.file)})`,
    out,
  );
  return { file: out, column: said.column };
}

async function copy(table: Table, sql: string, out: string): Promise<void> {
  await table.query(`COPY (${sql}) TO ${literal(out)} (FORMAT PARQUET)`);
}

async function countOf(table: Table, from: string): Promise<number> {
  const [{ n }] = await table.query(`SELECT count(*) AS n FROM ${from}`);
  return Number(n);
}
