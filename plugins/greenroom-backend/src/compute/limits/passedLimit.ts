import type { ComputeLimits } from '@greenroom/backstage-plugin-greenroom-node';

/** What a computation was measured to use. */
export type ComputeUse = {
  readonly residentBytes: number;
  readonly elapsedSeconds: number;
  readonly folderBytes: number;
};

const gigabytes = (bytes: number) => `${(bytes / 1e9).toFixed(1)} GB`;

/** Which limit is passed and what to do, for whoever runs the portal; undefined within all. */
export function passedLimit(
  limits: ComputeLimits,
  use: ComputeUse,
): string | undefined {
  if (use.residentBytes > limits.memoryBytes)
    return `The computation used ${gigabytes(
      use.residentBytes,
    )} of memory, more than its ${gigabytes(
      limits.memoryBytes,
    )}. Raise greenroom.compute.memory where the machine has more, or give it fewer rows.`;
  if (use.elapsedSeconds > limits.timeSeconds)
    return `The computation took longer than its ${Math.round(
      limits.timeSeconds / 60,
    )} minutes. Raise greenroom.compute.time, or give it fewer rows.`;
  if (use.folderBytes > limits.diskBytes)
    return `The computation wrote ${gigabytes(
      use.folderBytes,
    )} to its work folder, more than its ${gigabytes(
      limits.diskBytes,
    )}. Raise greenroom.compute.disk where there is room, or give it fewer rows.`;
  return undefined;
}
