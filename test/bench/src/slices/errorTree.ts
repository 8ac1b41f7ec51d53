import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import {
  encodeFeature,
  type FeaturePlan,
  HeatMap,
  labelsOf,
  planEqualBins,
} from '@greenroom/error-analysis';
import type { Report } from '../Report';
import { runGreenroom } from '../runMeasured';
import type { Section } from '../Section';
import type { SliceBench } from './SliceBench';

/** A node as the Responsible AI toolbox writes it. */
type Theirs = {
  readonly id: number;
  readonly parentId: number | null;
  /** "age <= 71.50". */
  readonly condition: string | null;
  /** As a whole number that was cut off, not rounded. */
  readonly error: number;
  readonly size: number;
  readonly metricValue: number;
};

type Ours = {
  readonly feature?: string;
  readonly threshold?: number;
  readonly size: number;
  readonly errors: number;
  readonly children: readonly Ours[];
};

type Axis = {
  readonly values: readonly (string | number)[];
  readonly intervalMin: readonly number[];
};

type TheirMap = {
  readonly matrix: readonly (readonly {
    readonly falseCount: number;
    readonly count: number;
  }[])[];
  readonly category1: Axis;
  readonly category2?: Axis;
};

/** Numbers of a file, by the names of its columns. */
type Columns = ReadonlyMap<string, Float64Array>;

/** The toolbox's error tree by the command line, and its heat maps by the library. */
export const errorTree: Section<SliceBench> = {
  name: 'tree',
  async run(report, { fixtures, folder }) {
    const from = (file: string) => path.join(fixtures, 'error-tree', file);
    const columns = readColumns(from('adult_gbm_test_rows.csv'));
    const table = path.join(folder, 'error-tree.csv');
    writeErrors(table, columns);
    const trees = JSON.parse(
      readFileSync(from('rai_error_tree.json'), 'utf8'),
    ) as Readonly<Record<string, { readonly nodes: readonly Theirs[] }>>;
    for (const depth of [3, 4]) {
      const { answer } = await runGreenroom<Ours>(
        ...['errors', 'tree', '--table', table, '--error', 'error'],
        ...['--depth', String(depth)],
      );
      compareTrees(report, depth, answer, trees[`depth${depth}`].nodes);
    }
    const maps = JSON.parse(
      readFileSync(from('rai_heatmap.json'), 'utf8'),
    ) as Readonly<Record<string, TheirMap>>;
    for (const [name, map] of Object.entries(maps))
      compareMaps(report, columns, name, map);
  },
};

function compareTrees(
  report: Report,
  depth: number,
  ours: Ours,
  theirs: readonly Theirs[],
): void {
  // The number of errors is whole; their rate times their rows is it but for rounding.
  const whole = ({ metricValue, size }: Theirs) =>
    Math.round(metricValue * size);
  report.same(
    `depth ${depth}: conditions, rows and errors of ${theirs.length} groups`,
    linesOf(ours).sort(),
    theirs
      .map(node => `${node.condition ?? 'all'}: ${whole(node)} of ${node.size}`)
      .sort(),
  );
  const low = theirs.filter(node => node.error !== whole(node));
  report.print(
    `  its own counts of errors are cut off, not rounded: ${
      low.length
    } of them one too low${low
      .map(node => `, ${node.condition}: ${node.error} for ${whole(node)}`)
      .join('')}`,
  );
}

function linesOf(node: Ours, condition = 'all'): string[] {
  const { feature, threshold, children } = node;
  const sides = ['<=', '>'].map(
    side => `${feature} ${side} ${threshold?.toFixed(2)}`,
  );
  return [
    `${condition}: ${node.errors} of ${node.size}`,
    ...children.flatMap((child, i) => linesOf(child, sides[i])),
  ];
}

/** `['age', 'hours_per_week']|quantile=False|bins=8` is what was asked of it. */
function compareMaps(
  report: Report,
  columns: Columns,
  name: string,
  map: TheirMap,
): void {
  const [features, quantile, bins] = name.split('|');
  const [first, second] = [...features.matchAll(/'(\w+)'/g)].map(
    ([, feature]) => columns.get(feature)!,
  );
  const by = quantile.endsWith('True') ? 'frequency' : 'width';
  const planOf = (values: Float64Array) =>
    planEqualBins(values, Number(bins.split('=')[1]), by);
  const errors = errorsOf(columns);
  const down = second ? planOf(first) : undefined;
  const acrossValues = second ?? first;
  const across = planOf(acrossValues);
  const ours = new HeatMap(
    labelsOf(across).length,
    down ? labelsOf(down).length : 1,
  );
  ours.add({
    x: encodeFeature(across, acrossValues),
    ...(down ? { y: encodeFeature(down, first) } : {}),
    errors,
  });
  const lines = ours.lines();
  const downOrder = down ? orderOf(down, map.category1) : [0];
  const acrossOrder = orderOf(across, second ? map.category2! : map.category1);
  report.same(
    `heat map ${name}`,
    downOrder.map(y =>
      acrossOrder.map(x => [lines[y][x].sumError, lines[y][x].size]),
    ),
    map.matrix.map(line =>
      line.map(({ falseCount, count }) => [falseCount, count]),
    ),
  );
}

/** Our code of each of its values or ranges, which it lists in an order of its own. */
function orderOf(plan: FeaturePlan, axis: Axis): number[] {
  if (plan.kind === 'numbers')
    return axis.values.map(value => plan.values.indexOf(Number(value)));
  const rising = [...axis.intervalMin].sort((a, b) => a - b);
  return axis.intervalMin.map(least => rising.indexOf(least));
}

function readColumns(file: string): Columns {
  const [head, ...lines] = readFileSync(file, 'utf8').trim().split(/\r?\n/);
  const rows = lines.map(line => line.split(',').map(Number));
  return new Map(
    head
      .split(',')
      .map((name, c) => [name, Float64Array.from(rows, row => row[c])]),
  );
}

function errorsOf(columns: Columns): Float64Array {
  const predicted = columns.get('y_pred')!;
  return columns
    .get('y_true')!
    .map((label, row) => (label === predicted[row] ? 0 : 1));
}

/** The features with the error, without what it was made of. */
function writeErrors(file: string, columns: Columns): void {
  const features = [...columns].slice(0, -3);
  const errors = errorsOf(columns);
  writeFileSync(
    file,
    [
      [...features.map(([name]) => name), 'error'].join(','),
      ...Array.from(errors, (error, row) =>
        [...features.map(([, values]) => values[row]), error].join(','),
      ),
    ].join('\n'),
  );
}
