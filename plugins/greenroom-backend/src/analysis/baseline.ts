import type { EvaluationSpec, ModelManifest } from '@greenroom/manifest';
import { isOpen } from '../jobs/JobRow';
import type { Version } from '../registry/Asset';
import type { Baseline } from './questions';
import type { RunWithJob } from './RunStore';
import { titleOf } from './titleOf';
import type { InUse } from './versionInUse';

/** The version that a model version is held against, as a reason names it. */
export type HeldAgainst = { readonly version: Version; readonly name: string };

/** Whether a gate of the evaluation compares with another version. */
export function needsBaseline({ gates = [] }: EvaluationSpec): boolean {
  return gates.some(
    ({ maxDrop, regression }) =>
      maxDrop !== undefined || regression !== undefined,
  );
}

/**
 * What a version is held against: the version in use, where it is an earlier
 * one; else the version before.
 *
 * @param able - versions that can be evaluated, oldest first
 */
export function heldAgainst(
  version: Version,
  able: readonly Version[],
  inUse: InUse | undefined,
): HeldAgainst | undefined {
  const at = able.findIndex(({ id }) => id === version.id);
  const used = able.findIndex(({ id }) => id === inUse?.version.id);
  if (inUse && used >= 0 && used < at)
    return {
      version: able[used],
      name: `${titleOf(able[used])} (in use: ${inUse.saidBy})`,
    };
  const before = able[at - 1];
  return (
    before && {
      version: before,
      name: `${titleOf(before)} (the version before${
        inUse ? '' : '; nothing declares which is in use'
      })`,
    }
  );
}

/** The run of that version, where a gate compares with it and it was measured. */
export function baselineFrom(
  spec: EvaluationSpec,
  against: HeldAgainst | undefined,
  run: RunWithJob | undefined,
): Baseline | undefined | 'to come' {
  if (!needsBaseline(spec) || !against || !run) return undefined;
  if (isOpen(run.job)) return 'to come';
  return run.result
    ? {
        artifact: run.result.predictionsArtifact,
        name: against.name,
        threshold: (against.version.manifest as ModelManifest).threshold,
      }
    : undefined;
}
