import type {
  AssetDetail,
  Run,
} from '@greenroom/backstage-plugin-greenroom-common';
import type { ErrorSelection } from './useErrorSelection';

/** What every view of the errors of one run stands on. */
export type ErrorScene = {
  readonly run: Run;
  /** Runs of the model that it can be put beside, the newest first. */
  readonly others: readonly Run[];
  /** Whose run it is. */
  readonly model: AssetDetail;
  readonly dataset: AssetDetail;
  readonly mayRun: boolean;
  readonly selection: ErrorSelection;
  readonly select: (change: Partial<ErrorSelection>) => void;
};
