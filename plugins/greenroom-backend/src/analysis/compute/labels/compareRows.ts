import {
  type ConflictGroup,
  type Duplicates,
  findConflicts,
  findDuplicates,
  findNeighbours,
  findOutliers,
  type NeighbourGraph,
  type Outliers,
} from '@greenroom/label-quality';
import type { Features } from './readFeatures';
import type { LabelledRow } from './readLabels';

/** Neighbours that a row is shown with. */
export const NEIGHBOURS = 10;

/** What the nearest rows of each row tell. */
export type Comparison = {
  readonly graph: NeighbourGraph;
  readonly duplicates: Duplicates;
  readonly conflicts: readonly ConflictGroup[];
  readonly outliers: Outliers;
};

/** One search of neighbours, and all that it answers. Rows come in the order of their keys, which settles ties. */
export async function compareRows(
  features: Features,
  rows: readonly LabelledRow[],
): Promise<Comparison> {
  const graph = await findNeighbours({
    features: features.values,
    columns: features.columns,
    k: NEIGHBOURS,
  });
  const duplicates = findDuplicates(graph);
  return {
    graph,
    duplicates,
    conflicts: findConflicts(
      duplicates,
      Int32Array.from(rows, ({ label }) => label),
    ),
    outliers: findOutliers(graph),
  };
}
