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
  /** Below the first cut, between two cuts, above the last; a cut itself belongs to the range it begins or ends. */
  | {
      readonly kind: 'ranges';
      readonly cuts: readonly number[];
      readonly cut: 'begins' | 'ends';
    }
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
      return [...rangesOf(plan).map(rangeLabel), ...missing];
  }
}

export function codeCount(plan: FeaturePlan): number {
  return labelsOf(plan).length;
}

/** Numbers from, or above, one end to below, or up to, another; without an end where none is there. */
export type NumberRange = {
  readonly from?: number;
  readonly above?: number;
  readonly below?: number;
  readonly upTo?: number;
};

export function rangesOf({
  cuts,
  cut,
}: Extract<FeaturePlan, { kind: 'ranges' }>): NumberRange[] {
  const [low, high] =
    cut === 'begins'
      ? (['from', 'below'] as const)
      : (['above', 'upTo'] as const);
  return Array.from({ length: cuts.length + 1 }, (_, i) => ({
    ...(i > 0 ? { [low]: cuts[i - 1] } : {}),
    ...(i < cuts.length ? { [high]: cuts[i] } : {}),
  }));
}

/** As `[12, 24)`, `(12, 24]`, `< 12` or `≥ 24`. */
export function rangeLabel({ from, above, below, upTo }: NumberRange): string {
  const low = from ?? above;
  const high = below ?? upTo;
  if (low === undefined && high === undefined) return 'any number';
  if (low === undefined)
    return `${below === undefined ? '≤' : '<'} ${readable(high!)}`;
  if (high === undefined)
    return `${from === undefined ? '>' : '≥'} ${readable(low)}`;
  return `${from === undefined ? '(' : '['}${readable(low)}, ${readable(high)}${
    below === undefined ? ']' : ')'
  }`;
}

/** Twelve digits: 0.1 + 0.2 reads as 0.3, and no two cuts read alike. */
function readable(value: number): string {
  return String(Number(value.toPrecision(12)));
}
