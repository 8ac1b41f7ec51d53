import { METRICS } from '@greenroom/manifest';

/** What people and the Hub call metrics, beside their own names; the likeliest meaning first. */
const WORDS: Readonly<Record<string, readonly string[]>> = {
  'top 1 accuracy': ['accuracy'],
  'test accuracy': ['accuracy'],
  'top 2 accuracy': ['top2'],
  'top 3 accuracy': ['top3'],
  'top 5 accuracy': ['top5'],
  f1: ['f1', 'macroF1', 'weightedF1', 'microF1'],
  'f1 score': ['f1', 'macroF1', 'weightedF1', 'microF1'],
  'f1 macro': ['macroF1'],
  'macro f1 score': ['macroF1'],
  'f1 micro': ['microF1'],
  'f1 weighted': ['weightedF1'],
  precision: ['precision', 'macroPrecision', 'weightedPrecision'],
  recall: ['recall', 'macroRecall', 'weightedRecall'],
  sensitivity: ['recall'],
  'matthews correlation': ['mcc'],
  'matthews correlation coefficient': ['mcc'],
  "cohen's kappa": ['kappa'],
  'cross entropy': ['logLoss'],
  'negative log likelihood': ['logLoss'],
  logloss: ['logLoss'],
  'brier score': ['brier'],
  'expected calibration error': ['ece'],
  'calibration error': ['ece'],
  'maximum calibration error': ['mce'],
  auc: ['rocAuc', 'rocAucMacro'],
  auroc: ['rocAuc', 'rocAucMacro'],
  'roc auc': ['rocAuc', 'rocAucMacro'],
  'pr auc': ['averagePrecision'],
  'iou jaccard index': ['jaccard'],
  'jaccard index': ['jaccard'],
  map: ['ap', 'map'],
  'mean average precision': ['ap', 'map'],
  'map 50': ['ap50'],
  'mean absolute error': ['mae'],
  'mean squared error': ['mse'],
  'root mean squared error': ['rmse'],
  'mean absolute percentage error': ['mape'],
  'median absolute error': ['medianAbsoluteError'],
  'max error': ['maxError'],
  'r²': ['r2'],
  'r squared': ['r2'],
  pearsonr: ['pearson'],
  spearmanr: ['spearman'],
  wer: ['wordErrorRate'],
  'rouge l': ['rougeL'],
  rougel: ['rougeL'],
  chrf: ['chrf'],
};

/** Of words as people write them: `macroF1` is "macro f1". */
const MEANINGS: ReadonlyMap<string, readonly string[]> = new Map([
  ...METRICS.map(metric => [spaced(metric), [metric]] as const),
  ...METRICS.map(metric => [metric.toLowerCase(), [metric]] as const),
  ...Object.entries(WORDS),
]);

/** Too common as words of their own to name a metric in running text. */
const COMMON = new Set([
  'coverage',
  'bias',
  'map',
  'ter',
  'precision',
  'recall',
]);

const LONGEST_FIRST = [...MEANINGS.keys()].sort(
  (a, b) => b.length - a.length || (a < b ? -1 : 1),
);
const IN_TEXT = new RegExp(
  `(?<![\\p{L}\\p{N}])(?:${LONGEST_FIRST.map(phrase =>
    phrase.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/ /g, '[\\s_-]+'),
  ).join('|')})(?![\\p{L}\\p{N}])`,
  'giu',
);

export type MetricMention = {
  readonly named: string;
  readonly metrics: readonly string[];
  readonly start: number;
  readonly end: number;
};

/** Metrics that a whole cell or field names; undefined where it names none. */
export function metricsOf(cell: string): readonly string[] | undefined {
  const word = normal(cell);
  return (
    MEANINGS.get(word) ?? MEANINGS.get(normal(cell.replace(/\([^)]*\)/g, '')))
  );
}

/** Metrics that running text names, the longest phrase at each place. */
export function metricsIn(text: string): MetricMention[] {
  return [...text.matchAll(IN_TEXT)].map(match => ({
    named: match[0],
    metrics: MEANINGS.get(normal(match[0]))!,
    start: match.index,
    end: match.index + match[0].length,
  }));
}

/** Whether a word alone says in running text that a metric is meant. */
export function isCommonWord(named: string): boolean {
  return COMMON.has(normal(named));
}

function normal(word: string): string {
  return word
    .replace(/[*`]/g, '')
    .trim()
    .toLowerCase()
    .replace(/[\s_-]+/g, ' ');
}

function spaced(metric: string): string {
  return metric.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
}
