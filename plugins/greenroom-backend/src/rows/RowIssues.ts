import type { ArtifactStore } from '../artifacts/ArtifactStore';
import type { ResultFiles } from './ResultFiles';

export type RowIssue = { readonly kind: string; readonly split: string };

/** Which issue some rows have, the worst of each; for what is noted beside a decision. */
export class RowIssues {
  constructor(
    private readonly rooms: { artifacts: ArtifactStore; files: ResultFiles },
  ) {}

  async of(
    issuesArtifact: string,
    keys: readonly string[],
  ): Promise<Map<string, RowIssue>> {
    if (keys.length === 0) return new Map();
    const rows = await this.rooms.files.query(
      { t: this.rooms.artifacts.pathOf(issuesArtifact) },
      `SELECT key, arg_min(kind, rank) AS kind, arg_min(split, rank) AS split FROM t
        WHERE key IN (SELECT unnest(from_json($1, '["VARCHAR"]'))) GROUP BY key`,
      [JSON.stringify(keys)],
    );
    return new Map(
      rows.map(row => [
        String(row.key),
        { kind: String(row.kind), split: String(row.split ?? '') },
      ]),
    );
  }
}
