import { adjustForDiscoveries } from './adjustForDiscoveries';
import { chiSquared, cramersV } from './chiSquared';
import type { ColumnDrift, Effect } from './ColumnDrift';
import { effectSize } from './effectSize';

/** With fewer rows than this on a side a distance says nothing. */
const MINIMUM_ROWS = 100;
/** So large a share of the columns said to have moved may be said so by chance. */
const FALSE_DISCOVERY_RATE = 0.05;

/** A column as measured, before it is judged beside the others. */
export type MeasuredColumn = Omit<ColumnDrift, 'effect' | 'verdict'> & {
  readonly effect: Omit<Effect, 'size' | 'of'>;
};

/**
 * Verdicts over all columns of a comparison. A column moved when its effect is
 * at least small, whatever its p-value, and chance does not explain it: so a
 * million rows do not make a tenth of a per cent a finding, and a hundred rows
 * do not make noise one. False discoveries are controlled over the columns at
 * 5 %. A share of empty cells that moved counts as a change of the column.
 */
export function judgeDrift(measured: readonly MeasuredColumn[]): ColumnDrift[] {
  const candidates = measured.map(column => ({
    column,
    hasRows: hasRows(column),
    empty: emptyCells(column),
  }));
  // One family: the values of every column, and the empty cells of those that have any.
  const family = candidates.flatMap(({ column, hasRows: enough, empty }) => [
    ...(enough ? [pOf(column)] : []),
    ...(empty ? [empty.pValue] : []),
  ]);
  const adjusted = adjustForDiscoveries(family);
  let next = 0;
  return candidates.map(({ column, hasRows: enough, empty }) => {
    const valuesQ = enough ? adjusted[next++] : undefined;
    const emptyQ = empty ? adjusted[next++] : undefined;
    return judged(column, valuesQ, empty && { ...empty, qValue: emptyQ ?? 1 });
  });
}

function judged(
  column: MeasuredColumn,
  valuesQ: number | undefined,
  empty: { readonly value: number; readonly qValue: number } | undefined,
): ColumnDrift {
  const { measure, value } = column.effect;
  const values: Effect = { measure, value, size: effectSize(measure, value) };
  const cells: Effect | undefined = empty && {
    measure: 'cramers-v',
    value: empty.value,
    size: effectSize('cramers-v', empty.value),
    of: 'empty cells',
  };
  const movedBy = (effect: Effect, q: number | undefined) =>
    q !== undefined && q <= FALSE_DISCOVERY_RATE && effect.size !== 'none';
  const valuesMoved = movedBy(values, valuesQ);
  const cellsMoved = cells !== undefined && movedBy(cells, empty?.qValue);
  const shown =
    cells && cellsMoved && (!valuesMoved || cells.value > value)
      ? cells
      : values;
  const verdict = valuesMoved || cellsMoved ? 'moved' : 'same';
  return {
    ...column,
    measures: column.measures.map(found =>
      found.pValue === undefined || valuesQ === undefined
        ? found
        : { ...found, qValue: valuesQ },
    ),
    effect: shown,
    verdict: valuesQ === undefined && !cellsMoved ? 'too few rows' : verdict,
  };
}

function hasRows({ n }: MeasuredColumn): boolean {
  return Math.min(n.from, n.to) >= MINIMUM_ROWS;
}

function pOf({ measures }: MeasuredColumn): number {
  return measures.find(({ pValue }) => pValue !== undefined)?.pValue ?? 1;
}

function emptyCells({ n, nulls }: MeasuredColumn) {
  const rows = Math.min(n.from + nulls.from, n.to + nulls.to);
  if (rows < MINIMUM_ROWS || nulls.from + nulls.to === 0) return undefined;
  const counts = [n, nulls];
  return { value: cramersV(counts), pValue: chiSquared(counts).pValue };
}
