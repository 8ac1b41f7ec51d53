import type {
  ErrorAnswerTo,
  ErrorView,
} from '@greenroom/backstage-plugin-greenroom-common';
import { HeatMap, labelsOf } from '@greenroom/error-analysis';
import { columnOf } from './chooseRows';
import { conditionOf } from './conditionOf';
import type { ErrorColumn } from './ErrorRows';
import type { Explored } from './Explored';
import { groupFrom } from './groupOf';

/** Errors by the values of one feature, or of two. */
export function heatOf(
  { rows, chosen, errors, measure }: Explored,
  view: Extract<ErrorView, { type: 'heat' }>,
): ErrorAnswerTo<'heat'> {
  const x = columnOf(rows, view.x);
  const y = view.y === undefined ? undefined : columnOf(rows, view.y);
  const map = new HeatMap(
    labelsOf(x.plan).length,
    y ? labelsOf(y.plan).length : 1,
  );
  map.add({
    x: Int32Array.from(chosen, row => x.codes[row]),
    y: y && Int32Array.from(chosen, row => y.codes[row]),
    errors: Float64Array.from(chosen, row => errors[row]),
  });
  const kind = measure === 'wrong' ? 'zero-one' : 'real';
  return {
    type: 'heat',
    x: axisOf(x),
    ...(y ? { y: axisOf(y) } : {}),
    cells: map.lines().map(line => line.map(cell => groupFrom(cell, kind))),
  };
}

function axisOf(column: ErrorColumn): ErrorAnswerTo<'heat'>['x'] {
  return {
    feature: column.name,
    values: labelsOf(column.plan).map((label, code) => ({
      label,
      where: conditionOf(column, code),
    })),
  };
}
