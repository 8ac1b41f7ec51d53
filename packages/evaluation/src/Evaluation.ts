import type { OtherTask } from '@greenroom/manifest';
import type { FairnessReport } from './fairness/FairnessMeasure';
import type { GateResult } from './gates/GateResult';
import type { ClassificationReport } from './measureClassification';
import type { Figure } from './metrics/intervals/Figure';

/** What came of one run. */
export type Evaluation = {
  /** Rows, or pictures. */
  readonly rows: number;
  readonly seconds: number;
  /** Those that the evaluation names, in its order. */
  readonly metrics: Record<string, Figure>;
  /** The others that the rows have. */
  readonly furtherMetrics: Record<string, Figure>;
  readonly gates: GateResult[];
  /** Where rows are not right or wrong by one class. */
  readonly task?: OtherTask;
  /** Where groups are declared. */
  readonly fairness?: FairnessReport;
  /** Of detectors: the average precision of each class. */
  readonly byClass?: readonly {
    readonly class: string;
    /** Boxes that people drew. */
    readonly given: number;
    readonly ap?: number;
    readonly ap50?: number;
  }[];
} & Partial<
  Pick<ClassificationReport, 'confusion' | 'calibration' | 'thresholds'>
>;
