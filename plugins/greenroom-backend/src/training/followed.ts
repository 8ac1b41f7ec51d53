import type { WorkflowRun } from '@greenroom/backstage-plugin-greenroom-node';
import type { RetrainingRow } from './Retraining';

/** A host that took a request shows its run within seconds; after so long there will be none. */
const UNSEEN_MILLISECONDS = 10 * 60_000;

type Followed = Pick<
  RetrainingRow,
  | 'state'
  | 'run_id'
  | 'run_number'
  | 'run_url'
  | 'started_at'
  | 'ended_at'
  | 'reason'
  | 'reason_url'
>;

/** What is written down after a look at the host; undefined where nothing moved. */
export function followed(
  row: RetrainingRow,
  run: WorkflowRun | undefined,
  nowMillis: number,
): Followed | undefined {
  const next = run ? ofRun(run) : ofNoRun(row, nowMillis);
  if (!next) return undefined;
  const isSame = (Object.keys(next) as (keyof Followed)[]).every(
    // PostgreSQL gives a bigint as text.
    name => String(row[name]) === String(next[name]),
  );
  return isSame ? undefined : next;
}

function ofRun(run: WorkflowRun): Followed {
  const millis = (at: string | undefined) =>
    at === undefined ? null : Date.parse(at);
  return {
    state: run.state,
    run_id: run.id,
    run_number: run.number,
    run_url: run.url,
    started_at: millis(run.startedAt),
    ended_at: millis(run.endedAt),
    reason: run.failure?.text ?? null,
    reason_url: run.failure?.url ?? null,
  };
}

function ofNoRun(row: RetrainingRow, nowMillis: number): Followed | undefined {
  const isOverdue = nowMillis - Number(row.sent_at) > UNSEEN_MILLISECONDS;
  if (row.run_id === null && !isOverdue) return undefined;
  return {
    state: 'failed',
    run_id: row.run_id,
    run_number: row.run_number,
    run_url: row.run_url,
    started_at: row.started_at,
    ended_at: nowMillis,
    reason:
      row.run_id === null
        ? `The host took the request, and shows no run of it. Look at the runs of ${row.workflow} in ${row.repository}, then try again.`
        : `The host has the run no more. Try again.`,
    reason_url: null,
  };
}
