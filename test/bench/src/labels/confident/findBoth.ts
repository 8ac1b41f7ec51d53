import { Run, runGreenroom, runMeasured } from '../../runMeasured';
import type { Files } from './makePredictions';

/**
 * What a person who knows cleanlab would write. Its sorts are not stable, so that
 * what it flags of equal margins is by chance; what it must be comes from stable ones.
 */
const PROGRAM = `
import json, sys, time
import numpy as np
if sys.argv[3] == "stable":
    sort = np.argsort
    np.argsort = lambda a, axis=-1, kind=None, order=None, **rest: sort(a, axis=axis, kind="stable", order=order, **rest)
from cleanlab.filter import find_label_issues
labels, probs = np.load(sys.argv[1]), np.load(sys.argv[2])
started = time.perf_counter()
issues = find_label_issues(labels, probs, return_indices_ranked_by="self_confidence")
print(json.dumps({"seconds": time.perf_counter() - started, "issues": sorted(int(i) for i in issues)}))
`;

export type Ours = { readonly run: Run; readonly issues: readonly number[] };
export type Theirs = Ours & {
  /** Of the call alone, with everything loaded and read. */
  readonly callSeconds: number;
};

/** Our command line, as a whole process. */
export async function findOurs({ labels, predProbs }: Files): Promise<Ours> {
  const { answer, run } = await runGreenroom<{ readonly issues: number[] }>(
    ...['labels', 'find', '--labels', labels, '--pred-probs', predProbs],
  );
  return { run, issues: [...answer.issues].sort((a, b) => a - b) };
}

/** cleanlab, as a whole process. @throws Error with what it said where it fails */
export async function findTheirs(
  python: string,
  { labels, predProbs }: Files,
  sorts: 'as it is' | 'stable' = 'as it is',
): Promise<Theirs> {
  const run = await runMeasured(python, [
    ...['-c', PROGRAM, labels, predProbs, sorts],
  ]);
  if (run.status !== 0) throw new Error(`cleanlab failed: ${run.stderr}`);
  const { seconds, issues } = JSON.parse(run.stdout);
  return { run, callSeconds: seconds, issues };
}
