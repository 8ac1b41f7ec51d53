import type { GateResult } from './gates';
import type { ClassificationReport } from './measureClassification';
import type { Figure } from './metrics/intervals/Figure';

/** What came of one run. */
export type Evaluation = {
  readonly rows: number;
  readonly seconds: number;
  /** Those that the evaluation names, in its order. */
  readonly metrics: Record<string, Figure>;
  /** The others that the rows have. */
  readonly furtherMetrics: Record<string, Figure>;
  readonly gates: GateResult[];
} & Pick<ClassificationReport, 'confusion' | 'calibration' | 'thresholds'>;
