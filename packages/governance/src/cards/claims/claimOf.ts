import type { ClaimSubject, FoundClaim } from './FoundClaim';
import type { NumberMention } from './numbersIn';

/** Metrics that are shares of one, so that 94.1 of them can only mean per cent. */
const NOT_SHARES = new Set([
  'rows',
  'logLoss',
  'brier',
  'mcc',
  'kappa',
  'ks',
  'mae',
  'mse',
  'rmse',
  'r2',
  'mape',
  'medianAbsoluteError',
  'maxError',
  'pinball',
  'explainedVariance',
  'bias',
  'pearson',
  'spearman',
  'coverage',
  'bleu',
  'chrf',
  'ter',
  'wordErrorRate',
  'demographicParityRatio',
  'equalizedOddsRatio',
]);
/** A share written as 1 is not meant as anything from a half to one and a half: it is taken for 1.0000. */
const WHOLE_SHARE_DECIMALS = 4;

/** A number as what it claims: `94.1 %`, and 94.1 of a share, are 0.941. */
export function claimOf(
  number: NumberMention,
  {
    metrics,
    ...rest
  }: Pick<FoundClaim, 'text' | 'place' | 'named' | 'metrics' | 'part'> & {
    readonly about: ClaimSubject;
    readonly unjudged?: string;
  },
): FoundClaim {
  const isShare =
    metrics.length > 0 && metrics.every(metric => !NOT_SHARES.has(metric));
  const scale =
    number.scale === 'percent' || (isShare && Math.abs(number.said) > 1)
      ? 'percent'
      : 'plain';
  const unit = scale === 'percent' ? 0.01 : 1;
  const { start, end, grouping } = number;
  const decimals =
    isShare && scale === 'plain' && number.decimals === 0
      ? WHOLE_SHARE_DECIMALS
      : number.decimals;
  return {
    ...rest,
    metrics,
    value: number.said * unit,
    rounding: 0.5 * 10 ** -decimals * unit,
    written: { start, end, decimals, grouping, scale },
  };
}
