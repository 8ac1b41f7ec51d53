import type { FileProblem } from '@greenroom/backstage-plugin-greenroom-common';
import type { Knex } from 'knex';
import { inPages } from '../database/inPages';

type FolderRow = {
  source_id: string;
  repository: string;
  folder: string;
  fingerprint: string;
  watched: string;
  asset_ids: string;
  problems: string;
};

/** What the last reading of a folder with manifests found. */
export type KnownFolder = {
  readonly folder: string;
  readonly fingerprint: string;
  /** Paths whose change makes another reading. */
  readonly watched: readonly string[];
  readonly assetIds: readonly string[];
  readonly problems: readonly FileProblem[];
};

/** Rows of seven values each: below what either database takes in one statement. */
const ROWS_AT_A_TIME = 100;

/** Folders with manifests by what their reading depends on, so that a sync reads only what a push touched. */
export class FolderStore {
  constructor(private readonly knex: Knex) {}

  async list(
    sourceId: string,
    repository: string,
  ): Promise<Map<string, KnownFolder>> {
    const rows = await this.knex<FolderRow>('manifest_folders').where({
      source_id: sourceId,
      repository,
    });
    return new Map(
      rows.map(row => [
        row.folder,
        {
          folder: row.folder,
          fingerprint: row.fingerprint,
          watched: JSON.parse(row.watched),
          assetIds: JSON.parse(row.asset_ids),
          problems: JSON.parse(row.problems),
        },
      ]),
    );
  }

  async put(
    sourceId: string,
    repository: string,
    folders: readonly KnownFolder[],
  ): Promise<void> {
    for (const page of inPages(folders, ROWS_AT_A_TIME))
      await this.knex('manifest_folders')
        .insert(
          page.map(folder => ({
            source_id: sourceId,
            repository,
            folder: folder.folder,
            fingerprint: folder.fingerprint,
            watched: JSON.stringify(folder.watched),
            asset_ids: JSON.stringify(folder.assetIds),
            problems: JSON.stringify(folder.problems),
          })),
        )
        .onConflict(['source_id', 'repository', 'folder'])
        .merge();
  }

  async remove(
    sourceId: string,
    repository: string,
    folders: readonly string[],
  ): Promise<void> {
    if (folders.length === 0) return;
    await this.knex('manifest_folders')
      .where({ source_id: sourceId, repository })
      .whereIn('folder', [...folders])
      .delete();
  }
}
