import { confusionMetrics } from './metrics/binary/confusionMetrics';
import { averagesOf } from './metrics/multiclass/classAverages';

const ONE_OF_EACH = { tp: 1, fp: 1, tn: 1, fn: 1 };
const OF_CLASSES = new Set([
  ...Object.keys(averagesOf([1], 1)),
  ...Object.keys(confusionMetrics(ONE_OF_EACH)),
]);

/** Whether a metric is made of the predicted class alone, so that a model that tells only labels has it. */
export function isOfClasses(metric: string): boolean {
  return OF_CLASSES.has(metric);
}
