import type { Run } from '@greenroom/backstage-plugin-greenroom-common';

/** "held-out of 2.1.0 on digits 1.4.0 test". */
export function runName(run: Run): string {
  const model = run.modelSemver ?? run.modelVersionId.slice(0, 7);
  const data = run.datasetSemver ?? run.datasetVersionId.slice(0, 7);
  return `${run.evaluation} of ${model} on ${run.datasetName} ${data} ${run.split}`;
}

/** A refused gate has not passed, nor has the run fallen below it: its rows could not tell. */
export function worstOutcome(
  gates: NonNullable<Run['gates']>,
): 'passed' | 'failed' | 'refused' {
  const left = gates.filter(({ passed }) => !passed);
  if (left.length === 0) return 'passed';
  return left.every(({ outcome }) => outcome === 'refused')
    ? 'refused'
    : 'failed';
}

/** Newest first. */
export function newestFirst(runs: readonly Run[]): Run[] {
  return [...runs].sort((a, b) =>
    b.job.createdAt.localeCompare(a.job.createdAt),
  );
}

/** Runs can be compared row by row, or picture by picture, where they judged the same split of the same data set. */
export function comparable(a: Run, b: Run): boolean {
  return (
    a.id !== b.id &&
    isOfBoxes(a) === isOfBoxes(b) &&
    a.task === b.task &&
    (a.task === undefined || hasShares(a)) &&
    a.datasetAssetId === b.datasetAssetId &&
    a.split === b.split &&
    a.job.state === 'succeeded' &&
    b.job.state === 'succeeded'
  );
}

/** Names of the twelve COCO figures. */
const OF_BOXES = /^a[pr](\d+|Small|Medium|Large)?$/;

/** A detector's run: it is right and wrong about boxes, not about rows, and no share of its difference is known. */
export function isOfBoxes({ metrics = {} }: Run): boolean {
  return Object.keys(metrics).some(name => OF_BOXES.test(name));
}

/** Whether its difference from another run can be shared out over what changed: rows have a class or a number each. */
export function hasShares(run: Run): boolean {
  return run.task === undefined
    ? !isOfBoxes(run)
    : run.task === 'tabular-regression';
}
