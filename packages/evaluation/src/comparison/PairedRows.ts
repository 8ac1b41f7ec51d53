import {
  identifier,
  literal,
  openTable,
  type Row,
  type Table,
  type TableSpec,
} from '@greenroom/dataset';
import type { DeclaredConditions } from '@greenroom/manifest';
import { ModelError } from '../ModelError';
import type { SliceFeature } from '../slices/SliceColumns';

/** Predictions of a run, and the classes of its model in the order of its probabilities. */
export type ComparedRun = {
  readonly path: string;
  /** For messages. */
  readonly name: string;
  readonly classes: readonly string[];
  /** Of two classes: see `decide`. */
  readonly threshold?: number;
};

export type PairQuestion = {
  readonly before: ComparedRun;
  readonly after: ComparedRun;
  /** The data of the second run, where rows are told apart by its columns. */
  readonly data?: {
    readonly table: TableSpec;
    readonly key: string;
    readonly features: readonly SliceFeature[];
    /** Rows that meet these are slices, too, however few. */
    readonly conditions?: readonly DeclaredConditions[];
  };
  /**
   * Rows that metrics are of. `of either`: each run is measured on all of its
   * own rows; those of both are drawn together, others by themselves. Slices,
   * and what was fixed and broken, are of rows of both in any case.
   */
  readonly rows?: 'of both' | 'of either';
  readonly onProgress?: (fraction: number, message?: string) => void;
};

/** One row as one of the runs saw it; classes by their place. */
export type RowSeen = {
  readonly given: number;
  readonly predicted: number;
  readonly p: readonly number[];
  readonly tells: 'probabilities' | 'label';
};

export type PairRow = {
  readonly key: string;
  readonly before: RowSeen;
  readonly after: RowSeen;
  /** By name of the column. */
  readonly cells: Row;
};

/** A row that one of the runs may not have. */
export type SeenRow = Pick<PairRow, 'key' | 'cells'> &
  Partial<Pick<PairRow, 'before' | 'after'>>;

/** Rows that two runs predicted, joined by key, a chunk at a time. */
export class PairedRows {
  private constructor(
    private readonly table: Table,
    private readonly question: PairQuestion,
    /** Of either run: what one model does not know it gives no probability. */
    readonly classes: readonly string[],
    readonly joined: number,
    readonly unmatched: { readonly before: number; readonly after: number },
  ) {}

  /** @throws ModelError where no row is in both */
  static async open(question: PairQuestion): Promise<PairedRows> {
    const { before, after, data } = question;
    const table = await openTable(
      data?.table ?? { path: before.path, format: 'parquet' },
    );
    try {
      const [counts] = await table.query(
        `SELECT count(*) FILTER (b.key IS NOT NULL AND a.key IS NOT NULL) AS joined,
                count(*) FILTER (a.key IS NULL) AS before,
                count(*) FILTER (b.key IS NULL) AS after
           FROM ${file(before)} b FULL JOIN ${file(after)} a ON a.key = b.key`,
      );
      const joined = Number(counts.joined);
      if (joined === 0 && question.rows !== 'of either')
        throw new ModelError(
          `No row is in both ${before.name} and ${after.name}. Compare runs on the same split.`,
        );
      return new PairedRows(
        table,
        question,
        [...new Set([...before.classes, ...after.classes])],
        joined,
        { before: Number(counts.before), after: Number(counts.after) },
      );
    } catch (error) {
      table.close();
      throw error;
    }
  }

  async *chunks(): AsyncGenerator<readonly SeenRow[]> {
    const { before, after, data, rows: wanted } = this.question;
    const cells = cellsOf(data);
    const join = wanted === 'of either' ? 'FULL JOIN' : 'JOIN';
    const readBefore = this.#reader(before);
    const readAfter = this.#reader(after);
    for await (const rows of this.table.stream(
      `SELECT b.key AS key0, b.given AS given0, b.predicted AS predicted0, b.p AS p0,
              a.key AS key1, a.given AS given1, a.predicted AS predicted1, a.p AS p1${cells
                .map(({ sql }) => `, ${sql}`)
                .join('')}
         FROM ${file(before)} b ${join} ${file(after)} a ON a.key = b.key
         ${
           data && cells.length > 0
             ? `LEFT JOIN t ON CAST(t.${identifier(
                 data.key,
               )} AS VARCHAR) = coalesce(a.key, b.key)`
             : ''
         }`,
    ))
      yield rows.map(row => ({
        key: String(row.key1 ?? row.key0),
        ...(row.key0 === null
          ? {}
          : {
              before: readBefore(
                String(row.key0),
                row.given0,
                row.predicted0,
                row.p0,
              ),
            }),
        ...(row.key1 === null
          ? {}
          : {
              after: readAfter(
                String(row.key1),
                row.given1,
                row.predicted1,
                row.p1,
              ),
            }),
        cells: Object.fromEntries(
          cells.map(({ name }, i) => [name, row[`cell${i}`]]),
        ),
      }));
  }

  close(): void {
    this.table.close();
  }

  #reader({ name, classes }: ComparedRun) {
    const places = new Map(this.classes.map((label, place) => [label, place]));
    const placeOf = (key: string, label: unknown) => {
      const place = places.get(String(label));
      if (place !== undefined) return place;
      throw new ModelError(
        `${name} has row ${key} with the label ${String(
          label,
        )}, which is none of the classes of its model.`,
      );
    };
    const targets = classes.map(label => places.get(label)!);
    return (
      key: string,
      given: unknown,
      predicted: unknown,
      list: unknown,
    ): RowSeen => {
      const seen = {
        given: placeOf(key, given),
        predicted: placeOf(key, predicted),
      };
      const p = new Array<number>(this.classes.length).fill(0);
      if (!Array.isArray(list) || list.length !== classes.length) {
        p[seen.predicted] = 1;
        return { ...seen, p, tells: 'label' };
      }
      targets.forEach((place, i) => {
        p[place] = Number(list[i]);
      });
      return { ...seen, p, tells: 'probabilities' };
    };
  }
}

/** What slices are told by: columns as they are declared, those of conditions as they stand. */
function cellsOf(data: PairQuestion['data']): { name: string; sql: string }[] {
  const { features = [], conditions = [] } = data ?? {};
  const declared = features.map(({ name, isNumber }) => ({
    name,
    sql: `CAST(t.${identifier(name)} AS ${isNumber ? 'DOUBLE' : 'VARCHAR'})`,
  }));
  const named = new Set(features.map(({ name }) => name));
  const others = [...new Set(conditions.flatMap(Object.keys))]
    .filter(name => !named.has(name))
    .map(name => ({ name, sql: `t.${identifier(name)}` }));
  return [...declared, ...others].map(({ name, sql }, i) => ({
    name,
    sql: `${sql} AS cell${i}`,
  }));
}

function file({ path }: ComparedRun): string {
  return `read_parquet(${literal(path)})`;
}
