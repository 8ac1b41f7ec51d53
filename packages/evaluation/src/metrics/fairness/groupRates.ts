import { once } from '../rows/once';
import type { Figure } from '../intervals/Figure';
import { shareFigure } from '../intervals/shareFigure';
import type { FairnessSample } from './FairnessSample';

/** One group by itself. A rate is absent where the group has no rows for it. */
export type GroupRates = {
  readonly group: string;
  readonly rows: number;
  readonly selectionRate?: Figure;
  readonly tpr?: Figure;
  readonly fpr?: Figure;
  readonly ppv?: Figure;
  readonly accuracy?: Figure;
  readonly rocAuc?: number;
};

/** The rates of every group that has rows, with Wilson's intervals. */
export function groupRates(sample: FairnessSample): GroupRates[] {
  return sample.options.groups.flatMap((group, g) => {
    const own = sample.ofGroup(g);
    if (!own) return [];
    const weights = once(own.rows);
    const { tp, fp, tn, fn } = own.outcomes(weights);
    return [
      {
        group,
        rows: own.rows,
        selectionRate: shareFigure({ hits: tp + fp, trials: own.rows }),
        tpr: shareFigure({ hits: tp, trials: tp + fn }),
        fpr: shareFigure({ hits: fp, trials: fp + tn }),
        ppv: shareFigure({ hits: tp, trials: tp + fp }),
        accuracy: shareFigure({ hits: tp + tn, trials: own.rows }),
        rocAuc: own.values(weights).rocAuc,
      },
    ];
  });
}
