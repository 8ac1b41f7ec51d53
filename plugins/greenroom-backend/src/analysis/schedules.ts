import type { EvaluationSchedule } from '@greenroom/backstage-plugin-greenroom-common';
import {
  type EvaluationSpec,
  isServed,
  lastDue,
  type Manifest,
  nextDue,
} from '@greenroom/manifest';

/** When the evaluations of a model are asked anew without a commit, and what that does. */
export function schedulesOf(
  manifest: Manifest,
  now: Date,
): EvaluationSchedule[] {
  return evaluationsOf(manifest).flatMap(spec =>
    spec.schedule
      ? [
          {
            evaluation: spec.name,
            next: nextDue(spec.schedule, now)?.toISOString(),
            asks: asksServer(manifest, spec) ? 'server' : 'missing',
          } as const,
        ]
      : [],
  );
}

/** A time of one of its schedules came since. */
export function isDue(manifest: Manifest, since: Date, now: Date): boolean {
  return evaluationsOf(manifest).some(({ schedule }) => {
    const last = schedule && lastDue(schedule, now);
    return last !== undefined && last > since;
  });
}

/**
 * The time that is part of the question: of an evaluation whose answer may be
 * another one without a commit, as a server may run something else by now. What
 * is computed from what git pins has one answer, whenever it is asked.
 */
export function askedAsOf(
  manifest: Manifest,
  spec: EvaluationSpec,
  now: Date,
): string | undefined {
  return spec.schedule && asksServer(manifest, spec)
    ? lastDue(spec.schedule, now)?.toISOString()
    : undefined;
}

function asksServer(
  manifest: Manifest,
  { predictions }: EvaluationSpec,
): boolean {
  return predictions === undefined && isServed(manifest);
}

function evaluationsOf(manifest: Manifest): readonly EvaluationSpec[] {
  return manifest.kind === 'Model' ? manifest.evaluations ?? [] : [];
}
