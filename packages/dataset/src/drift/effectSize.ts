import type { EffectSize } from './ColumnDrift';

/**
 * Cohen (1988), Statistical Power Analysis, ch. 7: w of 0.1, 0.3 and 0.5. With
 * two samples Cramér's V is w.
 */
const CRAMERS_V = { small: 0.1, medium: 0.3, large: 0.5 };

/**
 * The distance of two normal distributions whose means are d standard
 * deviations apart is 2 Φ(d / 2) - 1; these are the ones for Cohen's d of 0.2,
 * 0.5 and 0.8 (1988, ch. 2).
 */
const KOLMOGOROV_SMIRNOV = { small: 0.0797, medium: 0.1974, large: 0.3108 };

/** The word for an effect. */
export function effectSize(
  measure: 'kolmogorov-smirnov' | 'cramers-v',
  value: number,
): EffectSize {
  const limits = measure === 'cramers-v' ? CRAMERS_V : KOLMOGOROV_SMIRNOV;
  if (value >= limits.large) return 'large';
  if (value >= limits.medium) return 'medium';
  return value >= limits.small ? 'small' : 'none';
}
