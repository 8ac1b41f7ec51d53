import { attributeDifference } from '../attributeDifference';
import {
  accuracyCell,
  type CellRows,
  type GridCell,
  macroF1Cell,
} from '../GridCell';
import type { AttributedMetric } from './AttributedMetric';
import type { AttributionFactor, AttributionGrid } from './AttributionGrid';
import { type CellView, cellViews, type GridView } from './cellViews';
import type { Outcomes } from './readOutcomes';

/** What is read for a grid: each run, decided by each threshold where that changed. */
export function gridViews({
  runs,
  factors,
  thresholds,
}: Pick<AttributionGrid, 'runs' | 'factors' | 'thresholds'>): GridView[] {
  return runs.flatMap(({ predictions: file, ...run }): GridView[] => {
    if (!factors.includes('threshold'))
      return [{ ...run, file, threshold: 'new', decidedBy: 'itself' }];
    return (['old', 'new'] as const).map(threshold => {
      const from = thresholds[threshold];
      return {
        ...run,
        file,
        threshold,
        decidedBy: from === undefined ? 'the more probable' : { from },
      };
    });
  });
}

/**
 * Shares of the factors that changed, for each metric. A row that both versions
 * have can take the other version's label; one that only one version has keeps
 * its own.
 *
 * @param outcomes - by view, in the order of the views
 */
export function attributeRuns(
  outcomes: Outcomes,
  views: readonly GridView[],
  factors: readonly AttributionFactor[],
  classes: number,
): AttributedMetric[] {
  const cells = cellViews(views, factors).map(cell => cellOf(outcomes, cell));
  const metrics: readonly [string, (rows: CellRows) => GridCell][] = [
    ['accuracy', accuracyCell],
    ['macroF1', rows => macroF1Cell(rows, classes)],
  ];
  return metrics.map(([metric, cell]) => ({
    metric,
    ...attributeDifference({
      factors,
      cells: cells.map(cell),
      counts: outcomes.counts,
    }),
  }));
}

function cellOf(
  { given, predicted }: Outcomes,
  { own, other }: CellView,
): CellRows {
  return {
    given: given[own].map((label, kind) =>
      label >= 0 && given[other][kind] >= 0 ? given[other][kind] : label,
    ),
    predicted: predicted[own],
  };
}
