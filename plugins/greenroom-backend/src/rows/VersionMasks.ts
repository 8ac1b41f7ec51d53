import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type {
  VersionDrift,
  VersionProfile,
} from '@greenroom/backstage-plugin-greenroom-common';
import type { ComparisonResult } from '../analysis/AnalysisStore';
import { maskProfile } from './maskProfile';
import type { RowAccess } from './RowAccess';

type Masked<T> = T & { readonly masked: string[] };

/** Aggregates of rows as the caller may see them: nothing tells of values of a hidden column. */
export class VersionMasks {
  constructor(private readonly rooms: { access: RowAccess }) {}

  async profile(
    profile: Pick<VersionProfile, 'columns' | 'splits'>,
    versionId: string,
    credentials: BackstageCredentials,
  ): Promise<Masked<Pick<VersionProfile, 'columns' | 'splits'>>> {
    const { manifest } = await this.rooms.access.table(versionId, credentials);
    const masked = await this.#masked([versionId], credentials);
    return { ...maskProfile(profile, masked, manifest), masked };
  }

  /** Transitions of a hidden label are left out, and so is what a release would say of them. */
  async comparison(
    result: ComparisonResult,
    versionIds: readonly string[],
    credentials: BackstageCredentials,
  ): Promise<Omit<ComparisonResult, 'changesArtifact'>> {
    const { changesArtifact: _, ...summary } = result;
    const masked = await this.#masked(versionIds, credentials);
    return summary.label !== undefined && masked.includes(summary.label)
      ? { ...summary, label: undefined, labelTransitions: [] }
      : summary;
  }

  /** @param versionIds - all whose rows are in it */
  async drift(
    columns: VersionDrift['columns'],
    versionIds: readonly string[],
    credentials: BackstageCredentials,
  ): Promise<Masked<Pick<VersionDrift, 'columns'>>> {
    const masked = await this.#masked(versionIds, credentials);
    return {
      columns: columns?.filter(({ column }) => !masked.includes(column)),
      masked,
    };
  }

  seesRows(
    credentials: BackstageCredentials,
    assetId: string,
  ): Promise<boolean> {
    return this.rooms.access.seesRows(credentials, assetId);
  }

  async #masked(
    versionIds: readonly string[],
    credentials: BackstageCredentials,
  ): Promise<string[]> {
    const tables = await Promise.all(
      versionIds.map(id => this.rooms.access.table(id, credentials)),
    );
    return [...new Set(tables.flatMap(({ masked }) => masked))];
  }
}
