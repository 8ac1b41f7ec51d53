import type {
  AssetDetail,
  Run,
} from '@greenroom/backstage-plugin-greenroom-common';
import type { ErrorSelection } from './useErrorSelection';

/** What every view of the errors of one run stands on. */
export type ErrorScene = {
  readonly run: Run;
  readonly dataset: AssetDetail;
  readonly mayRun: boolean;
  readonly selection: ErrorSelection;
  readonly select: (change: Partial<ErrorSelection>) => void;
};
