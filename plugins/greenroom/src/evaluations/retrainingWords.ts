import type { Retraining } from '@greenroom/backstage-plugin-greenroom-common';

const SECONDS_A_MINUTE = 60;
const MINUTES_AN_HOUR = 60;

/** "run 12 of retrain.yml", or the workflow where no run is seen. */
function runWord({ run, workflow }: Retraining): string {
  return run ? `run ${run.number} of ${workflow}` : workflow;
}

/** "2.1.0", or the commit of a version that says none. */
function versionWord(semver: string | undefined, commit: string): string {
  const place = commit.slice(0, 7);
  return semver ? `${semver} (${place})` : place;
}

/** Where a training stands, as one sentence without its end: "run 12 of retrain.yml has run for 3 min". */
export function retrainingState(
  retraining: Retraining,
  now: Date = new Date(),
): string {
  const { arrived, endedAt, startedAt, state, workflow } = retraining;
  const run = runWord(retraining);
  switch (state) {
    case 'asked':
      return `the git host is about to be asked for ${workflow}`;
    case 'sent':
      return `the git host took the request for ${workflow}; its run is not seen yet`;
    case 'queued':
      return `${run} waits for a runner`;
    case 'running':
      return startedAt === undefined
        ? `${run} is under way`
        : `${run} has run for ${duration(new Date(startedAt), now)}`;
    case 'succeeded': {
      if (arrived)
        return `${run} brought version ${versionWord(
          arrived.semver,
          arrived.commit,
        )}`;
      const took =
        startedAt && endedAt
          ? ` after ${duration(new Date(startedAt), new Date(endedAt))}`
          : '';
      return `${run} ended well${took}; its version of the model has not arrived`;
    }
    case 'failed':
      return `${run} failed`;
    case 'cancelled':
      return `${run} was cancelled`;
    case 'refused':
      return `${workflow} was not started`;
    case 'dropped':
    default:
      return `${workflow} was not needed`;
  }
}

/** What a person does about it; nothing where there is nothing to do. */
export function retrainingRemedy(retraining: Retraining): string | undefined {
  return retraining.state === 'succeeded' && !retraining.arrived
    ? `It arrives when the workflow commits the model with trainedOn.revision ${retraining.data.commit.slice(
        0,
        7,
      )}.`
    : undefined;
}

/** The data it is trained on: "digits 1.4.0 (a1b2c3d)". */
export function causeWord({ data }: Retraining): string {
  return `${data.name} ${versionWord(data.semver, data.commit)}`;
}

/** "40 s", "3 min", "2 h 5 min". */
function duration(from: Date, to: Date): string {
  const seconds = Math.max(0, (to.getTime() - from.getTime()) / 1000);
  if (seconds < SECONDS_A_MINUTE) return `${Math.round(seconds)} s`;
  const minutes = Math.round(seconds / SECONDS_A_MINUTE);
  return minutes < MINUTES_AN_HOUR
    ? `${minutes} min`
    : `${Math.floor(minutes / MINUTES_AN_HOUR)} h ${
        minutes % MINUTES_AN_HOUR
      } min`;
}

const TRYABLE: readonly Retraining['state'][] = [
  'failed',
  'cancelled',
  'refused',
];

/** The host may be asked once more. */
export function mayTryAgain({ state }: Retraining): boolean {
  return TRYABLE.includes(state);
}

const UNDER_WAY: readonly Retraining['state'][] = [
  'asked',
  'sent',
  'queued',
  'running',
];

/** Something is still to come of it. */
export function isUnderWay({ state }: Retraining): boolean {
  return UNDER_WAY.includes(state);
}
