import type {
  ColumnDrift,
  ColumnProfile,
} from '@greenroom/backstage-plugin-greenroom-common';
import { CLASSES } from './exampleAssets';

const bins = (n: number, shift: number) =>
  Array.from({ length: 20 }, (_, i) =>
    Math.round(n * 0.08 * Math.exp(-(((i - 10 - shift) / 4) ** 2))),
  );
const edges = Array.from({ length: 21 }, (_, i) => i * 2 - 20);

export function drift(column: string, effect: number, n: number): ColumnDrift {
  let size: ColumnDrift['effect']['size'] = 'none';
  if (effect > 0.1) size = 'small';
  if (effect > 0.2) size = 'medium';
  if (effect > 0.4) size = 'large';
  const number = column !== 'label' && column !== 'annotator';
  let verdict: ColumnDrift['verdict'] = effect > 0.1 ? 'moved' : 'same';
  if (n < 50) verdict = 'too few rows';
  const before = bins(n, 0);
  const after = bins(n, effect * 10);
  return {
    column,
    kind: number ? 'number' : 'category',
    measures: [
      { measure: 'psi', value: effect * 0.7 },
      { measure: 'jensen-shannon', value: effect * 0.4 },
      number
        ? { measure: 'kolmogorov-smirnov', value: effect, pValue: 1e-9 }
        : { measure: 'chi-squared', value: effect * 900, pValue: 0.013 },
    ],
    effect: {
      measure: number ? 'kolmogorov-smirnov' : 'cramers-v',
      value: effect,
      size,
    },
    n: { from: n, to: n + 20 },
    verdict,
    bins: number
      ? before.map((from, i) => ({
          label: `${edges[i]} to ${edges[i + 1]}`,
          from,
          to: after[i],
        }))
      : CLASSES.map((label, i) => ({
          label,
          from: Math.round(n / 10),
          to: Math.round((n + 20) / 10 + (i - 4.5) * effect * n * 0.05),
        })),
    edges: number ? edges : undefined,
  };
}

export function columnProfile(
  name: string,
  type: string,
  rows: number,
): ColumnProfile {
  const common = { name, type, nulls: name === 'annotator' ? 1355 : 0 };
  if (name === 'slant') {
    return {
      ...common,
      typedBy: 'inferred',
      distinct: 1801,
      min: -20,
      max: 20,
      mean: 0.0132,
      quantiles: [-19.7, -14.1, 0.01, 14.2, 19.8],
      histogram: { edges, counts: bins(rows, 1) },
    };
  }
  if (type === 'image') {
    return {
      ...common,
      typedBy: 'manifest',
      imageSizes: [{ width: 28, height: 28, count: rows }],
    };
  }
  if (name === 'id' || name === 'caption' || name === 'file') {
    return {
      ...common,
      typedBy: 'manifest',
      distinct: rows,
      textLength: {
        min: 4,
        mean: 23.4,
        max: 642,
        histogram: { edges, counts: bins(rows, -4) },
      },
    };
  }
  const values =
    name === 'label' ? CLASSES : ['train', 'validation', 'test', null];
  return {
    ...common,
    typedBy: 'manifest',
    distinct: values.length,
    top: values.map((value, i) => ({
      value,
      count: Math.round(rows / (i + 3)),
    })),
  };
}
