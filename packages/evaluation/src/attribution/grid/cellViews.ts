import type { AttributionFactor, RunOfGrid, Side } from './AttributionGrid';
import type { RunView } from './readOutcomes';

/** A run of the grid with the threshold that decides it. */
export type GridView = RunView &
  Omit<RunOfGrid, 'predictions'> & { readonly threshold: Side };

/** Which views a cell is made of. */
export type CellView = {
  /** The view whose rows and predictions it has. */
  readonly own: number;
  /** The view whose labels it takes, of rows that both have. */
  readonly other: number;
};

/** Of each set of the factors that are new, factor i being bit i: the views of its cell. */
export function cellViews(
  views: readonly GridView[],
  factors: readonly AttributionFactor[],
): CellView[] {
  return Array.from({ length: 2 ** factors.length }, (_, set) => {
    const sideOf = (...names: readonly AttributionFactor[]): Side => {
      const at = factors.findIndex(factor => names.includes(factor));
      // eslint-disable-next-line no-bitwise
      return at < 0 || (set & (1 << at)) !== 0 ? 'new' : 'old';
    };
    const viewOf = (data: Side) =>
      views.findIndex(
        view =>
          view.data === data &&
          view.model === sideOf('model', 'modelAndPreprocessing') &&
          view.preprocessing ===
            sideOf('preprocessing', 'modelAndPreprocessing') &&
          view.threshold === sideOf('threshold'),
      );
    return { own: viewOf(sideOf('rows')), other: viewOf(sideOf('labels')) };
  });
}
