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
export async function compareRows({
  values,
  columns,
  rows,
  contents,
}: Features): Promise<Comparison> {
  const found = await findNeighbours({
    features: values,
    columns,
    k: NEIGHBOURS,
  });
  // Pictures of other bytes may look the same: they are nearly the same, no copies.
  const graph = contents ? { ...found, contentOf: numbered(contents) } : found;
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

/** Equal contents have one number. */
function numbered(contents: readonly string[]): Int32Array {
  const numbers = new Map<string, number>();
  return Int32Array.from(contents, content => {
    const number = numbers.get(content) ?? numbers.size;
    numbers.set(content, number);
    return number;
  });
}
