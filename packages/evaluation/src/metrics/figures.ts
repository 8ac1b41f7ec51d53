import { Z_95 } from './normal';
import { ClassificationMetrics, macroF1 } from './ClassificationMetrics';
import { drawMultinomial } from './drawMultinomial';
import { seededRandom } from './seededRandom';

/** A figure with its 95 % interval and the number of rows behind it. */
export type Figure = {
  readonly value: number;
  readonly low: number;
  readonly high: number;
  readonly n: number;
};

const BOOTSTRAP_DRAWS = 1_000;
const BOOTSTRAP_SEED = 7;

/** Every metric by its name in manifests. */
export function figuresOf(
  metrics: ClassificationMetrics,
): Record<string, Figure> {
  const n = metrics.rows;
  return {
    accuracy: { value: metrics.right / n, ...wilson(metrics.right, n), n },
    macroF1: {
      value: macroF1(metrics.counts, metrics.classes),
      ...bootstrapF1(metrics),
      n,
    },
    logLoss: normalFigure(metrics.logLoss, n),
    brier: normalFigure(metrics.brier, n),
    ece: { value: metrics.ece, low: metrics.ece, high: metrics.ece, n },
  };
}

/** The score interval of a proportion (Wilson 1927). */
export function wilson(
  successes: number,
  n: number,
): { low: number; high: number } {
  const p = successes / n;
  const z2 = Z_95 * Z_95;
  const centre = p + z2 / (2 * n);
  const spread = Z_95 * Math.sqrt((p * (1 - p)) / n + z2 / (4 * n * n));
  return {
    low: successes === 0 ? 0 : (centre - spread) / (1 + z2 / n),
    high: successes === n ? 1 : (centre + spread) / (1 + z2 / n),
  };
}

function normalFigure(
  { value, standardError }: { value: number; standardError: number },
  n: number,
) {
  return {
    value,
    low: Math.max(0, value - Z_95 * standardError),
    high: value + Z_95 * standardError,
    n,
  };
}

/** Percentile bootstrap (Efron 1979) over the cells of the confusion matrix, fixed seed. */
function bootstrapF1({ counts, classes, rows }: ClassificationMetrics) {
  const random = seededRandom(BOOTSTRAP_SEED);
  const draw = new Float64Array(counts.length);
  const values = Array.from({ length: BOOTSTRAP_DRAWS }, () => {
    drawMultinomial(counts, rows, random, draw);
    return macroF1(draw, classes);
  }).sort((a, b) => a - b);
  return {
    low: values[Math.floor(0.025 * BOOTSTRAP_DRAWS)],
    high: values[Math.ceil(0.975 * BOOTSTRAP_DRAWS) - 1],
  };
}
