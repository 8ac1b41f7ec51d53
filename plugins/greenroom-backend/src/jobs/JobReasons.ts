import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import {
  greenroomPersonalReadPermission,
  greenroomRowsReadPermission,
  type JobStatus,
} from '@greenroom/backstage-plugin-greenroom-common';
import { isAllowed } from '../http/authorize';
import type { AssetPermissions } from '../permissions/AssetPermissions';

/** What stands in place of a reason that a person may not read. */
export const HIDDEN_REASON =
  'The reason may quote a row, and you may not read the rows. Ask somebody who may.';

/** Why jobs failed, for who may read what failed: an error about a file may say what stands in it. */
export class JobReasons {
  constructor(private readonly permissions: AssetPermissions) {}

  /** Whether a person may read all there is of rows of these assets; of none: of every asset. */
  async mayRead(
    credentials: BackstageCredentials,
    assetIds: readonly string[],
  ): Promise<boolean> {
    const decisions = await Promise.all(
      [greenroomRowsReadPermission, greenroomPersonalReadPermission].map(
        permission =>
          isAllowed(this.permissions, credentials, permission, assetIds),
      ),
    );
    return decisions.every(Boolean);
  }

  /**
   * Things with their jobs, as a person may see them.
   *
   * @param assetsOf - whose rows a job reads
   */
  async shown<Thing extends { readonly job: JobStatus }>(
    credentials: BackstageCredentials,
    things: readonly Thing[],
    assetsOf: (thing: Thing) => readonly string[],
  ): Promise<Thing[]> {
    const asked = new Map<string, Promise<boolean>>();
    const mayRead = (assetIds: readonly string[]) => {
      const key = assetIds.join('\n');
      const known = asked.get(key) ?? this.mayRead(credentials, assetIds);
      asked.set(key, known);
      return known;
    };
    return Promise.all(
      things.map(async thing =>
        !givesReason(thing.job) || (await mayRead(assetsOf(thing)))
          ? thing
          : { ...thing, job: withoutReason(thing.job) },
      ),
    );
  }
}

/** Of a job that was cancelled it is said by whom. */
function givesReason({ state, error }: JobStatus): boolean {
  return error !== undefined && state !== 'cancelled';
}

export function withoutReason(job: JobStatus): JobStatus {
  return givesReason(job) ? { ...job, error: HIDDEN_REASON } : job;
}
