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
import type { AttributionInput, RunOfGrid, Side } from './AttributionInput';
import type { Outcomes, RunView } from './readOutcomes';
import { tellAttribution } from './tellAttribution';

/** A run of the grid with the threshold that decides it. */
export type GridView = RunView &
  Omit<RunOfGrid, 'predictions'> & { readonly threshold: Side };

/** What is read for a grid: each run, decided by each threshold where that changed. */
export function gridViews({
  runs,
  factors,
  thresholds,
}: Pick<AttributionInput, 'runs' | 'factors' | 'thresholds'>): GridView[] {
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
  const cells = Array.from({ length: 2 ** factors.length }, (_, set) => {
    const sideOf = (...names: readonly AttributionFactor[]): Side => {
      const at = factors.findIndex(factor => names.includes(factor));
      // eslint-disable-next-line no-bitwise
      return at < 0 || (set & (1 << at)) !== 0 ? 'new' : 'old';
    };
    return cellOf(outcomes, views, {
      rows: sideOf('rows'),
      labels: sideOf('labels'),
      model: sideOf('model', 'modelAndPreprocessing'),
      preprocessing: sideOf('preprocessing', 'modelAndPreprocessing'),
      threshold: sideOf('threshold'),
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
        counts: outcomes.counts,
      });
      return { metric, ...attribution, shares: [...attribution.shares] };
    })
    .map(each => ({ ...each, text: tellAttribution(each) }));
}

function cellOf(
  { given, predicted }: Outcomes,
  views: readonly GridView[],
  {
    rows,
    labels,
    ...sides
  }: { readonly rows: Side; readonly labels: Side } & Pick<
    GridView,
    'model' | 'preprocessing' | 'threshold'
  >,
): CellRows {
  const viewOf = (data: Side) =>
    views.findIndex(
      view =>
        view.data === data &&
        view.model === sides.model &&
        view.preprocessing === sides.preprocessing &&
        view.threshold === sides.threshold,
    );
  const [own, other] = [viewOf(rows), viewOf(labels)];
  return {
    given: given[own].map((label, kind) =>
      label >= 0 && given[other][kind] >= 0 ? given[other][kind] : label,
    ),
    predicted: predicted[own],
  };
}
