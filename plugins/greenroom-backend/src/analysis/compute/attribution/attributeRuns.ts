import type {
  AttributedMetric,
  AttributionFactor,
} from '@greenroom/backstage-plugin-greenroom-common';
import {
  accuracyCell,
  attributeDifference,
  type CellRows,
  type GridCell,
  macroF1Cell,
} from '@greenroom/evaluation';
import { SIDES } from './AttributionInput';
import type { Outcomes } from './readOutcomes';
import { tellAttribution } from './tellAttribution';

/** Place of a model on a data set version among the runs that were read. */
export function cornerOf(isNewModel: boolean, isNewData: boolean): number {
  return Number(isNewModel) * SIDES.length + Number(isNewData);
}

/**
 * Shares of the factors that changed, for each metric. A row that both versions
 * have can take the other version's label; one that only one version has keeps
 * its own.
 *
 * @param corners - outcomes of old model on old data, old on new, new on old, new on new
 */
export function attributeRuns(
  corners: Outcomes,
  changed: { readonly model: boolean; readonly data: boolean },
  classes: number,
): AttributedMetric[] {
  const factors: AttributionFactor[] = [
    ...(changed.data ? (['rows', 'labels'] as const) : []),
    ...(changed.model ? (['model'] as const) : []),
  ];
  const cells = Array.from({ length: 2 ** factors.length }, (_, set) => {
    const isNew = (factor: AttributionFactor) =>
      factors.includes(factor) &&
      // eslint-disable-next-line no-bitwise
      (set & (1 << factors.indexOf(factor))) !== 0;
    return cellOf(corners, {
      rows: isNew('rows'),
      labels: isNew('labels'),
      model: isNew('model'),
    });
  });
  const metrics: readonly [string, (rows: CellRows) => GridCell][] = [
    ['accuracy', accuracyCell],
    ['macroF1', rows => macroF1Cell(rows, classes)],
  ];
  return metrics
    .map(([metric, cell]) => {
      const attribution = attributeDifference({
        factors,
        cells: cells.map(cell),
        counts: corners.counts,
      });
      return { metric, ...attribution, shares: [...attribution.shares] };
    })
    .map(each => ({ ...each, text: tellAttribution(each) }));
}

function cellOf(
  { given, predicted }: Outcomes,
  isNew: { readonly [factor in AttributionFactor]: boolean },
): CellRows {
  const own = given[cornerOf(isNew.model, isNew.rows)];
  const labels = given[cornerOf(isNew.model, isNew.labels)];
  return {
    given: own.map((label, kind) =>
      label >= 0 && labels[kind] >= 0 ? labels[kind] : label,
    ),
    predicted: predicted[cornerOf(isNew.model, isNew.rows)],
  };
}
