import type { WorkflowRun } from '@greenroom/backstage-plugin-greenroom-node';

/** Clocks of host and portal may differ by so much. */
const CLOCK_SKEW_MILLISECONDS = 60_000;
const WHOLE_COMMIT = /\b[0-9a-f]{40}\b/;

/** What GitHub says of a run; more than is read here. */
export type RunAnswer = {
  readonly id: number;
  readonly run_number: number;
  readonly display_title?: string;
  readonly html_url: string;
  readonly status: string | null;
  readonly conclusion: string | null;
  readonly created_at: string;
  readonly run_started_at?: string;
  readonly updated_at: string;
};

export type JobAnswer = {
  readonly name: string;
  readonly html_url: string | null;
  readonly conclusion: string | null;
  readonly steps?: readonly {
    readonly name: string;
    readonly conclusion: string | null;
  }[];
};

/** A run in our words; `jobs` of one that failed say where. */
export function toWorkflowRun(
  answer: RunAnswer,
  jobs: readonly JobAnswer[] = [],
): WorkflowRun {
  const state = stateOf(answer);
  const hasEnded = answer.status === 'completed';
  return {
    id: String(answer.id),
    number: answer.run_number,
    url: answer.html_url,
    state,
    startedAt: state === 'queued' ? undefined : answer.run_started_at,
    endedAt: hasEnded ? answer.updated_at : undefined,
    failure: state === 'failed' ? failureOf(answer, jobs) : undefined,
  };
}

function stateOf({ status, conclusion }: RunAnswer): WorkflowRun['state'] {
  if (status !== 'completed')
    // requested, pending, and waiting (for somebody's approval) are not begun, either.
    return status === 'in_progress' ? 'running' : 'queued';
  switch (conclusion) {
    case 'success':
    case 'neutral':
      return 'succeeded';
    case 'cancelled':
    case 'skipped':
      return 'cancelled';
    default:
      return 'failed';
  }
}

function failureOf(
  run: RunAnswer,
  jobs: readonly JobAnswer[],
): { text: string; url: string } {
  const job = jobs.find(
    ({ conclusion }) => conclusion !== null && !isFine(conclusion),
  );
  const step = job?.steps?.find(
    ({ conclusion }) => conclusion !== null && !isFine(conclusion),
  );
  const what = run.conclusion === 'timed_out' ? 'ran out of time' : 'failed';
  if (!job) {
    const text =
      run.conclusion === 'startup_failure'
        ? 'The workflow could not be started: its file is not valid, or needs what the repository does not allow.'
        : `The run ${what}.`;
    return { text, url: run.html_url };
  }
  return {
    text: step
      ? `The step '${step.name}' of the job '${job.name}' ${what}.`
      : `The job '${job.name}' ${what}.`,
    url: job.html_url ?? run.html_url,
  };
}

function isFine(conclusion: string): boolean {
  return ['success', 'neutral', 'skipped'].includes(conclusion);
}

/**
 * Of the runs that a workflow's dispatches began, the one of a dispatch at a
 * time: the first whose title has the marker. A workflow without `run-name`
 * gives titles without it; then it is the first that began since, of those whose
 * title tells no other commit.
 */
export function chooseRun(
  runs: readonly RunAnswer[],
  marker: string,
  sinceMillis: number,
): RunAnswer | undefined {
  const since = runs
    .filter(
      ({ created_at: at }) =>
        Date.parse(at) >= sinceMillis - CLOCK_SKEW_MILLISECONDS,
    )
    .sort((a, b) => a.id - b.id);
  return (
    since.find(({ display_title: title }) => title?.includes(marker)) ??
    since.find(({ display_title: title }) => !WHOLE_COMMIT.test(title ?? ''))
  );
}
