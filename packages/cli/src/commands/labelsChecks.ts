import type { Table } from '@greenroom/dataset';
import {
  classImbalance,
  clusterRows,
  DEFAULT_NEIGHBOURS,
  findAmbiguity,
  nonIidOrder,
  NullAccumulator,
  spuriousCorrelation,
  underperformingGroups,
} from '@greenroom/label-quality';
import { Command, Flags, optional, required } from '../Command';
import { ClassLabels, readClassLabels } from '../readClassLabels';
import { readArray } from '../readArray';
import { readPoints } from '../readPoints';
import { searchNeighbours } from '../searchNeighbours';
import { UsageError } from '../UsageError';
import { withInput } from '../withInput';

const NUMERIC = /^(U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?|DOUBLE|FLOAT|DECIMAL.*)$/;

/** Fewer rows say nothing in five folds. */
const LEAST_ROWS = 25;
/** Pairs of classes that are printed for people; JSON has them all. */
const PRINTED_PAIRS = 5;

export const labelsChecks: Command = {
  usage:
    'labels checks --table TABLE --label COL [--features ARRAY] [--pred-probs ARRAY] [--metric cosine|euclidean] [--format json]',
  options: {
    table: { type: 'string' },
    label: { type: 'string' },
    features: { type: 'string' },
    'pred-probs': { type: 'string' },
    metric: { type: 'string' },
  },
  async run(_positionals, flags) {
    const name = required(flags, 'table');
    const label = required(flags, 'label');
    const read = await readClassLabels(`${name}#${label}`);
    return withInput(name, async table => {
      const json = {
        rows: table.rowCount,
        nulls: await nullsOf(table),
        imbalance: imbalanceOf(read),
        spurious: await spuriousColumns(table, label, read),
        ...(await checkPredictions(flags, read)),
      };
      return { json, text: described(json) };
    });
  },
};

const quoted = (column: string) => `"${column.replace(/"/g, '""')}"`;

async function nullsOf(table: Table) {
  const { columns } = table;
  const nulls = new NullAccumulator(columns.length);
  const cells = columns.map(
    ({ name }, i) => `${quoted(name)} IS NULL AS c${i}`,
  );
  for await (const rows of table.stream(`SELECT ${cells.join(', ')} FROM t`))
    nulls.addChunk(
      Uint8Array.from(
        rows.flatMap(row => columns.map((_, i) => (row[`c${i}`] ? 1 : 0))),
      ),
    );
  const { emptyRows, incompleteRows, columnShares, commonPattern } =
    nulls.finish();
  return {
    columns: Object.fromEntries(
      columns.map(({ name }, i) => [name, columnShares[i]]),
    ),
    emptyRows,
    incompleteRows,
    ...(commonPattern && {
      commonPattern: {
        columns: commonPattern.columns.map(i => columns[i].name),
        rows: commonPattern.rows,
      },
    }),
  };
}

function imbalanceOf({ labels, classes, names }: ClassLabels) {
  const { counts, rare } = classImbalance(labels, classes);
  const nameOf = (index: number) => names?.[index] ?? String(index);
  return {
    classes: Object.fromEntries(
      Array.from(counts, (count, index) => [nameOf(index), count]),
    ),
    rare: rare.map(nameOf),
  };
}

/** Numeric columns that tell the label; rows without a value are left out of each. */
async function spuriousColumns(
  table: Table,
  label: string,
  { labels, classes }: ClassLabels,
) {
  const found = [];
  for (const { name, type } of table.columns) {
    if (name === label || !NUMERIC.test(type)) continue;
    const cells = await table.query(`SELECT ${quoted(name)} AS value FROM t`);
    const rows = [...cells.keys()].filter(row =>
      Number.isFinite(
        cells[row].value === null ? NaN : Number(cells[row].value),
      ),
    );
    if (rows.length < LEAST_ROWS) continue;
    const { score, isSpurious } = spuriousCorrelation(
      Float64Array.from(rows, row => Number(cells[row].value)),
      Int32Array.from(rows, row => labels[row]),
      classes,
    );
    found.push({ column: name, score, isSpurious });
  }
  return found.sort((a, b) => a.score - b.score);
}

async function checkPredictions(
  flags: Flags,
  { labels, classes, names }: ClassLabels,
) {
  const features = optional(flags, 'features');
  const probabilities = optional(flags, 'pred-probs');
  const points = features === undefined ? undefined : await readPoints(flags);
  const predictions =
    probabilities === undefined ? undefined : await readArray(probabilities);
  for (const [name, rows] of [
    [features, points?.rows],
    [probabilities, predictions?.shape[0]],
  ])
    if (rows !== undefined && rows !== labels.length)
      throw new UsageError(
        `${name} has ${rows} rows and the table ${labels.length}. Join them by key first.`,
      );
  if (predictions && predictions.shape[1] !== classes)
    throw new UsageError(
      `${probabilities} has ${
        predictions.shape[1] ?? 1
      } columns for ${classes} classes.`,
    );
  const graph = points && (await searchNeighbours(points, DEFAULT_NEIGHBOURS));
  const nameOf = (index: number) => names?.[index] ?? String(index);
  return {
    ...(graph && { order: nonIidOrder(graph) }),
    ...(predictions && {
      ambiguous: findAmbiguity({
        predProbs: predictions.values,
        classes,
      }).pairs.map(pair => ({
        classes: pair.classes.map(nameOf),
        rows: pair.rows,
      })),
    }),
    ...(graph &&
      predictions && {
        groups: underperformingGroups({
          labels,
          predProbs: predictions.values,
          classes,
          clusterOf: clusterRows(graph),
        }),
      }),
  };
}

type Checked = {
  readonly rows: number;
  readonly nulls: Awaited<ReturnType<typeof nullsOf>>;
  readonly imbalance: ReturnType<typeof imbalanceOf>;
  readonly spurious: Awaited<ReturnType<typeof spuriousColumns>>;
} & Awaited<ReturnType<typeof checkPredictions>>;

function described(found: Checked): string {
  const told = found.spurious.filter(({ isSpurious }) => isSpurious);
  return [
    `${found.nulls.incompleteRows} of ${found.rows} rows lack a value, ${found.nulls.emptyRows.length} lack all.`,
    found.imbalance.rare.length === 0
      ? 'No class is rare.'
      : `Rare classes: ${found.imbalance.rare.join(', ')}.`,
    told.length === 0
      ? 'No numeric column tells the label by itself.'
      : `These columns tell the label by themselves: ${told
          .map(({ column }) => column)
          .join(', ')}.`,
    ...(found.order
      ? [
          `${
            found.order.isOrdered
              ? 'Rows that are alike stand together'
              : 'The order of the rows looks random'
          } (p = ${found.order.pValue.toFixed(3)}).`,
        ]
      : []),
    ...(found.groups?.underperforming ?? []).map(
      ({ rows, ratio }) =>
        `A group of ${rows} similar rows has ${(ratio * 100).toFixed(
          0,
        )} % of the confidence of the others.`,
    ),
    ...(found.ambiguous ?? [])
      .slice(0, PRINTED_PAIRS)
      .map(
        ({ classes, rows }) =>
          `${classes.join(' and ')} are ambiguous in ${
            rows.length
          } rows: sharpen the guideline.`,
      ),
  ].join('\n');
}
