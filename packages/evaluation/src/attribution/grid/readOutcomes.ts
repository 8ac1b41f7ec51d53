import { identifier, literal, type QueryPool } from '@greenroom/dataset';

/** A run as it is looked at: by what it predicted, or by what it would with another threshold. */
export type RunView = {
  readonly file: string;
  readonly decidedBy:
    | 'itself'
    | 'the more probable'
    | { readonly from: number };
};

/** What became of rows of one kind in each of several runs. */
export type Outcomes = {
  /** By view, by kind of row: index of the given class; -1 where the run has no such row. */
  readonly given: readonly Int32Array[];
  readonly predicted: readonly Int32Array[];
  /** Rows of each kind. */
  readonly counts: Float64Array;
};

/**
 * Joins runs by row key. Rows that came out alike in every view are one kind, so
 * that ten million rows are some hundred kinds.
 *
 * @param classes - where a threshold decides, two
 */
export async function readOutcomes(
  queries: QueryPool,
  views: readonly RunView[],
  classes: readonly string[],
): Promise<Outcomes> {
  const files = [...new Set(views.map(({ file }) => file))];
  const tables = files.map((file, i) => {
    const predicted = views.flatMap((view, v) =>
      view.file === file
        ? [`${predictedSql(view.decidedBy, classes)} AS p${v}`]
        : [],
    );
    return `r${i} AS (SELECT key, given AS g${i}, ${predicted.join(
      ', ',
    )} FROM read_parquet(${literal(file)}))`;
  });
  const columns = [
    ...files.map((_, i) => `g${i}`),
    ...views.map((_, v) => `p${v}`),
  ];
  const rows = await queries.query(
    `WITH ${tables.join(', ')}
     SELECT ${columns.join(', ')}, count(*) AS n FROM r0 ${files
      .slice(1)
      .map((_, i) => `FULL JOIN r${i + 1} USING (key)`)
      .join(' ')} GROUP BY ALL ORDER BY ALL`,
  );
  const index = new Map(classes.map((name, i) => [name, i]));
  const codes = (column: string) =>
    Int32Array.from(rows, row => index.get(String(row[column])) ?? -1);
  const given = files.map((_, i) => codes(`g${i}`));
  return {
    given: views.map(({ file }) => given[files.indexOf(file)]),
    predicted: views.map((_, v) => codes(`p${v}`)),
    counts: Float64Array.from(rows, row => Number(row.n)),
  };
}

/** As `decide` of the evaluation has it; a model that tells only labels keeps its word. */
function predictedSql(
  decidedBy: RunView['decidedBy'],
  classes: readonly string[],
): string {
  if (decidedBy === 'itself') return identifier('predicted');
  const [first, second] = classes.map(literal);
  const isSecond =
    decidedBy === 'the more probable'
      ? 'p[2] > p[1]'
      : `p[2] / (p[1] + p[2]) >= ${Number(decidedBy.from)}`;
  return `CASE WHEN p IS NULL THEN predicted WHEN ${isSecond} THEN ${second} ELSE ${first} END`;
}
