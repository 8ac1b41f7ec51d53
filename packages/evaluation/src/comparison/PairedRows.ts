import {
  identifier,
  literal,
  openTable,
  type Row,
  type Table,
  type TableSpec,
} from '@greenroom/dataset';
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
  };
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

/** Rows that two runs both predicted, joined by key, a chunk at a time. */
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
      if (joined === 0)
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

  async *chunks(): AsyncGenerator<readonly PairRow[]> {
    const { before, after, data } = this.question;
    const features = data?.features ?? [];
    const cells = features.map(
      ({ name, isNumber }, i) =>
        `, CAST(t.${identifier(name)} AS ${
          isNumber ? 'DOUBLE' : 'VARCHAR'
        }) AS cell${i}`,
    );
    const readBefore = this.#reader(before);
    const readAfter = this.#reader(after);
    for await (const rows of this.table.stream(
      `SELECT b.key AS key, b.given AS given0, b.predicted AS predicted0, b.p AS p0,
              a.given AS given1, a.predicted AS predicted1, a.p AS p1${cells.join(
                '',
              )}
         FROM ${file(before)} b JOIN ${file(after)} a ON a.key = b.key
         ${
           data && features.length > 0
             ? `LEFT JOIN t ON CAST(t.${identifier(
                 data.key,
               )} AS VARCHAR) = b.key`
             : ''
         }`,
    ))
      yield rows.map(row => ({
        key: String(row.key),
        before: readBefore(String(row.key), row.given0, row.predicted0, row.p0),
        after: readAfter(String(row.key), row.given1, row.predicted1, row.p1),
        cells: Object.fromEntries(
          features.map(({ name }, i) => [name, row[`cell${i}`]]),
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

function file({ path }: ComparedRun): string {
  return `read_parquet(${literal(path)})`;
}
