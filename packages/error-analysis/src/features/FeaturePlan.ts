/** A feature's missing values, where it has some, are a code of their own. */
export const MISSING = 'missing';
/** Categories that are too rare to stand alone. */
export const OTHER = '(other)';

/**
 * How the values of a feature become codes, made once of the reference and then
 * the same for every table: of another split, of another version. Codes are in
 * the order of the values or ranges, then `(other)`, then `missing`.
 */
export type FeaturePlan = {
  readonly missing: 'a code' | 'none';
} & (
  | {
      readonly kind: 'categories';
      readonly values: readonly string[];
      readonly other: 'a code' | 'none';
    }
  /** Few different numbers, each its own. */
  | { readonly kind: 'numbers'; readonly values: readonly number[] }
  /** Below the first cut, between two cuts, from the last cut on. */
  | { readonly kind: 'ranges'; readonly cuts: readonly number[] }
);

/** A name for each code, that people can read. */
export function labelsOf(plan: FeaturePlan): string[] {
  const missing = plan.missing === 'a code' ? [MISSING] : [];
  switch (plan.kind) {
    case 'categories':
      return [
        ...plan.values,
        ...(plan.other === 'a code' ? [OTHER] : []),
        ...missing,
      ];
    case 'numbers':
      return [...plan.values.map(readable), ...missing];
    default:
      return [...rangesOf(plan.cuts).map(rangeLabel), ...missing];
  }
}

export function codeCount(plan: FeaturePlan): number {
  return labelsOf(plan).length;
}

/** From `from` on, and below `below`; without an end where it is absent. */
export type NumberRange = { readonly from?: number; readonly below?: number };

export function rangesOf(cuts: readonly number[]): NumberRange[] {
  return Array.from({ length: cuts.length + 1 }, (_, i) => ({
    ...(i > 0 ? { from: cuts[i - 1] } : {}),
    ...(i < cuts.length ? { below: cuts[i] } : {}),
  }));
}

function rangeLabel({ from, below }: NumberRange): string {
  if (from === undefined)
    return below === undefined ? 'any number' : `< ${readable(below)}`;
  return below === undefined
    ? `≥ ${readable(from)}`
    : `[${readable(from)}, ${readable(below)})`;
}

/** Twelve digits: 0.1 + 0.2 reads as 0.3, and no two cuts read alike. */
function readable(value: number): string {
  return String(Number(value.toPrecision(12)));
}
