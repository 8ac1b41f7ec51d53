import { shareInterval } from '../statistics/errorInterval';
import { learningCurve, type LearningGroup } from './learningCurve';

export type Cause =
  | 'wrongLabels'
  | 'ambiguous'
  | 'tooFewRows'
  | 'shifted'
  | 'spuriousFeature'
  | 'modelCapacity';

/** So many of so many. */
export type Count = { readonly count: number; readonly of: number };

/** What is known of a slice whose rows a model gets wrong more often. Each part is absent where nobody looked. */
export type SliceEvidence = {
  /** Wrong rows of the slice with a label in doubt, and of all others. */
  readonly doubtfulLabels?: { readonly slice: Count; readonly rest: Count };
  /** Wrong rows that people or models find between two classes. */
  readonly ambiguousRows?: { readonly slice: Count; readonly rest: Count };
  /** Rows of the slice in the training split, and in what was evaluated. */
  readonly share?: { readonly training: Count; readonly evaluated: Count };
  /** Wrong rows of the slice that were taken for the class that most of its training rows have. */
  readonly takenForUsual?: {
    readonly usual: string;
    readonly slice: Count;
    /** Wrong rows elsewhere taken for the usual class of theirs. */
    readonly rest: Count;
  };
  /** Training rows and errors of the slice and of groups like it, for a learning curve. */
  readonly groups?: {
    readonly slice: LearningGroup;
    readonly others: readonly LearningGroup[];
  };
};

export type Advice = {
  readonly cause: Cause;
  /** Share of the slice's errors that the cause accounts for, at least: from 0 to 1. */
  readonly strength: number;
  readonly because: string;
};

/** Causes that account for less are not worth a person's time. */
const LEAST_STRENGTH = 0.05;

/**
 * Why a slice may be worse, the cause with the strongest evidence first. Every
 * cause is weighed in one unit: the share of the slice's errors that it accounts
 * for beyond what it does elsewhere, at the lower end of its 95 % interval
 * (Wilson's of the slice less the share elsewhere). The model's capacity comes
 * last: it is what is left.
 */
export function adviseOnSlice(evidence: SliceEvidence): readonly Advice[] {
  const found = [
    wrongLabels(evidence),
    ambiguous(evidence),
    shifted(evidence),
    spurious(evidence),
    tooFewRows(evidence),
  ]
    .filter((advice): advice is Advice => advice !== undefined)
    .filter(({ strength }) => strength >= LEAST_STRENGTH)
    .sort((a, b) => b.strength - a.strength);
  const weakest = found[found.length - 1]?.strength ?? 1;
  return [
    ...found,
    {
      cause: 'modelCapacity' as const,
      // Nothing speaks for it but the lack of other causes.
      strength: weakest / 2,
      because:
        found.length === 0
          ? 'No other cause shows: labels here are no more in doubt than elsewhere, and the training rows are like these. Look at the model: its features, its size, its training.'
          : 'Errors that none of the causes above accounts for may be beyond this model.',
    },
  ];
}

function wrongLabels({ doubtfulLabels }: SliceEvidence): Advice | undefined {
  return (
    doubtfulLabels && {
      cause: 'wrongLabels',
      strength: excess(doubtfulLabels),
      because: `${told(
        doubtfulLabels.slice,
      )} wrong rows have a label in doubt (elsewhere ${told(
        doubtfulLabels.rest,
      )}).`,
    }
  );
}

function ambiguous({ ambiguousRows }: SliceEvidence): Advice | undefined {
  return (
    ambiguousRows && {
      cause: 'ambiguous',
      strength: excess(ambiguousRows),
      because: `${told(
        ambiguousRows.slice,
      )} wrong rows are between two classes (elsewhere ${told(
        ambiguousRows.rest,
      )}). Say in the guideline which it is, or have them labelled by several people.`,
    }
  );
}

/** Rows that are rarer in training than here: the excess is what the model has not seen in proportion. */
function shifted({ share }: SliceEvidence): Advice | undefined {
  if (!share) return undefined;
  const here = shareInterval(share.evaluated.count, share.evaluated.of);
  const trained = shareInterval(share.training.count, share.training.of);
  if (!here || !trained || here.low <= 0) return undefined;
  return {
    cause: 'shifted',
    strength: Math.max(0, 1 - trained.high / here.low),
    because: `Such rows are ${percent(
      share.training,
    )} of the training rows and ${percent(
      share.evaluated,
    )} of the rows that were evaluated.`,
  };
}

function spurious({ takenForUsual }: SliceEvidence): Advice | undefined {
  return (
    takenForUsual && {
      cause: 'spuriousFeature',
      strength: excess(takenForUsual),
      because: `${told(takenForUsual.slice)} wrong rows were taken for ${
        takenForUsual.usual
      }, which most training rows of this slice are: the model may judge by what makes the slice instead of by the row.`,
    }
  );
}

function tooFewRows({ groups }: SliceEvidence): Advice | undefined {
  if (!groups) return undefined;
  const curve = learningCurve([groups.slice, ...groups.others]);
  if (!curve) return undefined;
  const kept = 2 ** -curve.exponent.low;
  return {
    cause: 'tooFewRows',
    strength: Math.max(0, 1 - kept),
    because: `${
      groups.slice.trainingRows
    } training rows are like these. By the groups of this model twice as many would take away ${percentOf(
      1 - 2 ** -curve.exponent.value,
    )} of the errors (95 %: ${percentOf(1 - kept)} to ${percentOf(
      1 - 2 ** -curve.exponent.high,
    )}).`,
  };
}

/** How much larger the share is in the slice than elsewhere, at least. */
function excess({ slice, rest }: { slice: Count; rest: Count }): number {
  const interval = shareInterval(slice.count, slice.of);
  if (!interval) return 0;
  return Math.max(0, interval.low - (rest.of === 0 ? 0 : rest.count / rest.of));
}

function told({ count, of }: Count): string {
  return `${count} of ${of}`;
}

function percent({ count, of }: Count): string {
  return percentOf(of === 0 ? 0 : count / of);
}

function percentOf(share: number): string {
  return `${(Math.max(0, share) * 100).toFixed(share < 0.1 ? 1 : 0)} %`;
}
