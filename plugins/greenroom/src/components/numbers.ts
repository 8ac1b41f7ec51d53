/** Names of metrics as people say them. */
const METRIC_NAMES: Record<string, string> = {
  accuracy: 'accuracy',
  balancedAccuracy: 'balanced accuracy',
  macroF1: 'macro F1',
  macroPrecision: 'macro precision',
  macroRecall: 'macro recall',
  microF1: 'micro F1',
  weightedF1: 'weighted F1',
  weightedPrecision: 'weighted precision',
  weightedRecall: 'weighted recall',
  mcc: 'Matthews correlation',
  kappa: "Cohen's kappa",
  top2: 'right among the first 2',
  top3: 'right among the first 3',
  top5: 'right among the first 5',
  logLoss: 'log loss',
  ece: 'calibration error',
  mce: 'greatest calibration error',
  ecePositive: 'calibration error of the positive class',
  eceEqualMass: 'calibration error, bins of equal size',
  brier: 'Brier score',
  brierReliability: 'Brier reliability',
  brierResolution: 'Brier resolution',
  rocAuc: 'ROC AUC',
  rocAucMacro: 'ROC AUC, one class against the rest',
  averagePrecision: 'average precision',
  f1: 'F1',
  f2: 'F2',
  jaccard: 'Jaccard index',
  ks: 'Kolmogorov-Smirnov distance',
  ap: 'AP',
  ap50: 'AP at IoU 0.5',
  ap75: 'AP at IoU 0.75',
  apSmall: 'AP of small boxes',
  apMedium: 'AP of medium boxes',
  apLarge: 'AP of large boxes',
  ar1: 'recall with 1 box a picture',
  ar10: 'recall with 10 boxes a picture',
  ar100: 'recall with 100 boxes a picture',
  arSmall: 'recall of small boxes',
  arMedium: 'recall of medium boxes',
  arLarge: 'recall of large boxes',
  labelsOk: 'labels ok',
  demographicParityDifference: 'demographic parity, difference',
  demographicParityRatio: 'demographic parity, ratio',
  equalOpportunityDifference: 'equal opportunity, difference',
  equalizedOddsDifference: 'equalised odds, difference',
  equalizedOddsRatio: 'equalised odds, ratio',
};

/** Metrics of which less is better. */
const LESS_IS_BETTER = [
  'logLoss',
  'ece',
  'mce',
  'ecePositive',
  'eceEqualMass',
  'brier',
  'brierReliability',
  'errorRate',
  'demographicParityDifference',
  'equalOpportunityDifference',
  'equalizedOddsDifference',
];

/** Metrics that aren't shares of one and so aren't shown in per cent. */
const NOT_SHARES = [
  'logLoss',
  'brier',
  'brierReliability',
  'brierResolution',
  'mcc',
  'kappa',
  'rocAuc',
  'rocAucMacro',
  'ks',
  'demographicParityRatio',
  'equalizedOddsRatio',
];

export type Unit = 'percent' | 'plain';

export function metricName(metric: string): string {
  return METRIC_NAMES[metric] ?? metric;
}

export function metricUnit(metric: string): Unit {
  return NOT_SHARES.includes(metric) ? 'plain' : 'percent';
}

export function metricBetter(metric: string): 'more' | 'less' {
  return LESS_IS_BETTER.includes(metric) ? 'less' : 'more';
}

/** 1234567 → "1,234,567". */
export function count(value: number): string {
  return value.toLocaleString('en-GB');
}

/** A share as "94.1 %", a plain number with three significant decimals. */
export function quantity(value: number, unit: Unit): string {
  return unit === 'percent'
    ? `${(value * 100).toFixed(1)} %`
    : value.toFixed(3);
}

/** A whole number in full, any other with six significant digits: 0.1 + 0.2 → "0.3", 2024 → "2024", 12345 → "12,345". */
export function decimal(value: number): string {
  const short = Number.isInteger(value) ? value : Number(value.toPrecision(6));
  return Math.abs(short) < 10_000
    ? String(short)
    : short.toLocaleString('en-GB', { maximumFractionDigits: 6 });
}

/** A share of a whole: "0 %", "<0.1 %", "12.5 %". */
export function share(part: number, whole: number): string {
  if (whole === 0 || part === 0) return '0 %';
  const percent = (part / whole) * 100;
  return percent < 0.1 ? '<0.1 %' : `${percent.toFixed(1)} %`;
}

/** "1 row", "2 rows". */
export function plural(value: number, one: string, many = `${one}s`): string {
  return `${count(value)} ${value === 1 ? one : many}`;
}
