import type { SelectionResult } from '../analysis/selection';
import type { ArtifactStore } from '../artifacts/ArtifactStore';
import type { JobStore } from '../jobs/JobStore';

/** An order of rows that nobody asked for anew is kept this long. */
const KEPT_HOURS = 24;
/** All of them together; the oldest go first. */
const KEPT_BYTES = 2 * 1024 ** 3;

/** Drops orders of rows that were worked out for pages: asked for again, they are worked out again. */
export async function pruneSelections(
  rooms: { jobs: JobStore; selections: ArtifactStore },
  now: number = Date.now(),
): Promise<void> {
  const { jobs, selections } = rooms;
  const forgotten: string[] = [];
  const dropped = new Set<string>();
  const kept = new Set<string>();
  let bytes = 0;
  for (const job of await jobs.listSucceeded('selection')) {
    const { selectionArtifact: name } = JSON.parse(
      job.result!,
    ) as SelectionResult;
    if (!kept.has(name)) bytes += await selections.sizeBytes(name);
    const ageHours = (now - Number(job.finished_at)) / 3_600_000;
    if (ageHours <= KEPT_HOURS && bytes <= KEPT_BYTES) kept.add(name);
    else {
      forgotten.push(job.id);
      dropped.add(name);
    }
  }
  await jobs.forget(forgotten);
  for (const name of dropped)
    if (!kept.has(name)) await selections.remove(name);
}
