/** Names of metrics as people say them. */
const METRIC_NAMES: Record<string, string> = {
  accuracy: 'accuracy',
  macroF1: 'macro F1',
  logLoss: 'log loss',
  ece: 'calibration error',
  brier: 'Brier score',
  labelsOk: 'labels ok',
};

/** Metrics of which less is better. */
const LESS_IS_BETTER = ['logLoss', 'ece', 'brier', 'errorRate'];

/** Metrics that aren't shares of one and so aren't shown in per cent. */
const NOT_SHARES = ['logLoss', 'brier'];

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

/** "1 row", "2 rows". */
export function plural(value: number, one: string, many = `${one}s`): string {
  return `${count(value)} ${value === 1 ? one : many}`;
}
