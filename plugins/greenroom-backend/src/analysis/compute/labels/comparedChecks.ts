import type { DataCheck } from '@greenroom/backstage-plugin-greenroom-common';
import { findLeakedPairs, nonIidOrder } from '@greenroom/label-quality';
import { found, notRun, passed } from './checkResult';
import type { Comparison } from './compareRows';
import type { LabelledRow } from './readLabels';

/** What neighbours tell of the data as a whole. */
export function comparedChecks(
  compared: Comparison | { readonly whyNot: string },
  rows: readonly LabelledRow[],
): DataCheck[] {
  if ('whyNot' in compared)
    return [
      'Conflicting labels',
      'Duplicates',
      'Outliers',
      'Leakage',
      'Order of rows',
    ].map(name => notRun(name, compared.whyNot));
  return [
    conflictsCheck(compared),
    duplicatesCheck(compared),
    outliersCheck(compared),
    leakageCheck(compared, rows),
    orderCheck(compared, rows),
  ];
}

function conflictsCheck({ conflicts }: Comparison): DataCheck {
  const name = 'Conflicting labels';
  return conflicts.length === 0
    ? passed(
        name,
        'No two rows of the same or nearly the same input have different labels.',
      )
    : found(
        name,
        `${conflicts.length} groups of rows with the same or nearly the same input have different labels. Decide each group side by side.`,
      );
}

function duplicatesCheck({ duplicates }: Comparison): DataCheck {
  const name = 'Duplicates';
  const { exact, near } = duplicates;
  const members = new Set([...exact, ...near].flat());
  return members.size === 0
    ? passed(name, 'No two rows have the same or nearly the same input.')
    : found(
        name,
        `${members.size} rows stand more than once, ${exact.length} groups exactly and ${near.length} nearly. Keep one of each, unless they count for more on purpose.`,
      );
}

function outliersCheck({ outliers: { outliers } }: Comparison): DataCheck {
  const name = 'Outliers';
  return outliers.length === 0
    ? passed(name, 'No row is far from all others.')
    : found(
        name,
        `${outliers.length} rows are unlike all others. Look whether they belong here.`,
      );
}

function leakageCheck(
  { duplicates }: Comparison,
  rows: readonly LabelledRow[],
): DataCheck {
  const name = 'Leakage';
  const leaked = findLeakedPairs(
    duplicates,
    Int32Array.from(numbered(rows.map(({ split }) => split))),
  );
  return leaked.length === 0
    ? passed(
        name,
        'No row stands in another split with the same or nearly the same input.',
      )
    : found(
        name,
        `${leaked.length} pairs of rows with the same or nearly the same input stand in different splits. Take them out of the split that judges.`,
      );
}

function orderCheck(
  { graph }: Comparison,
  rows: readonly LabelledRow[],
): DataCheck {
  const name = 'Order of rows';
  // Neighbours are counted in the order of keys as texts; here the order of the table counts.
  const byNumber = Array.from(rows.keys()).sort(
    (a, b) => rows[a].number - rows[b].number,
  );
  const places = new Int32Array(rows.length);
  byNumber.forEach((row, place) => {
    places[row] = place;
  });
  const neighbours = Int32Array.from(
    { length: graph.neighbours.length },
    (_, i) => {
      const row = byNumber[Math.floor(i / graph.k)];
      return places[graph.neighbours[row * graph.k + (i % graph.k)]];
    },
  );
  const { isOrdered, pValue } = nonIidOrder({ ...graph, neighbours });
  return isOrdered
    ? found(
        name,
        `Rows that are alike stand close together in the order of their keys (p ${
          pValue < 0.001 ? '< 0.001' : `= ${pValue.toFixed(3)}`
        }). Split at random, or by what orders them; never by position.`,
      )
    : passed(name, 'Rows that are alike do not stand together.');
}

function numbered(names: readonly string[]): number[] {
  const numbers = new Map<string, number>();
  return names.map(name => {
    const known = numbers.get(name) ?? numbers.size;
    numbers.set(name, known);
    return known;
  });
}
