import { createHash } from 'node:crypto';
import type { EvaluationSpec, ModelManifest } from '@greenroom/manifest';

/**
 * What a manifest says of how a model is measured: the evaluation without its
 * gates and its times, and how inputs are made and outputs decided.
 *
 * @returns SHA-256 in hex
 */
export function specDigest(
  { preprocessing, classes, threshold, task }: ModelManifest,
  evaluation: EvaluationSpec,
): string {
  const { schedule: _when, gates: _bounds, ...measured } = evaluation;
  return createHash('sha256')
    .update(
      canonical({
        evaluation: measured,
        preprocessing,
        classes,
        threshold,
        task,
      }),
    )
    .digest('hex');
}

/** JSON with its keys in order, so that the order of a file says nothing. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, each) =>
    typeof each === 'object' && each !== null && !Array.isArray(each)
      ? Object.fromEntries(
          Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1)),
        )
      : each,
  );
}
