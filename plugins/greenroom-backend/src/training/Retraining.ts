import type { WorkflowQuestion } from '@greenroom/backstage-plugin-greenroom-node';

export type RetrainingState =
  /** Its host is about to be asked. */
  | 'asked'
  /** The host is being asked: it may have heard, and the answer may be lost. */
  | 'sending'
  /** The host took it; its run is not seen yet. */
  | 'sent'
  | 'queued'
  | 'running'
  | 'succeeded'
  | 'failed'
  | 'cancelled'
  /** The host will not, until somebody does what the reason says. */
  | 'refused'
  /** There is no need any more. */
  | 'dropped';

/** A row of the table `retrainings`: a model, and the version of its data that asks for a new one. */
export type RetrainingRow = {
  id: string;
  model_asset_id: string;
  dataset_asset_id: string;
  dataset_version_id: string;
  source_id: string;
  repository: string;
  workflow: string;
  ref: string;
  inputs: string;
  dataset_revision: string;
  state: RetrainingState;
  attempt: number;
  job_id: string | null;
  asked_at: number | string;
  sent_at: number | string | null;
  started_at: number | string | null;
  ended_at: number | string | null;
  run_id: string | null;
  before_run_id: string | null;
  run_number: number | null;
  run_url: string | null;
  reason: string | null;
  reason_url: string | null;
};

/** The host has it, and it has not ended. */
export const UNDER_WAY: readonly RetrainingState[] = [
  'sent',
  'queued',
  'running',
];

/** The host is to be asked, for the first time or once more. */
export const TO_SEND: readonly RetrainingState[] = [
  'asked',
  'sending',
  'refused',
];

/** Whoever wants it tried again may ask: somebody did what the reason says. */
export const MAY_RETRY: readonly RetrainingState[] = [
  'failed',
  'cancelled',
  'refused',
];

export function questionOf(row: RetrainingRow): WorkflowQuestion {
  return {
    repository: row.repository,
    workflow: row.workflow,
    ref: row.ref,
    inputs: JSON.parse(row.inputs),
    marker: row.dataset_revision,
  };
}
