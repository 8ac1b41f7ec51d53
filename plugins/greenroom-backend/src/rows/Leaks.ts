import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type {
  Leak,
  LeakKind,
  VersionLeakage,
} from '@greenroom/backstage-plugin-greenroom-common';
import type { LeakageResult } from '../analysis/AnalysisStore';
import type { ArtifactStore } from '../artifacts/ArtifactStore';
import { among } from './among';
import type { ResultFiles } from './ResultFiles';
import type { RowAccess } from './RowAccess';

const HIDDEN_KEY = '(hidden)';

/** Pages of rows that cross between splits. */
export class Leaks {
  constructor(
    private readonly rooms: {
      access: RowAccess;
      files: ResultFiles;
      artifacts: ArtifactStore;
    },
  ) {}

  /** Nothing but that it is hidden where rows, or the column of splits, may not be seen. */
  async page(
    result: LeakageResult,
    versionId: string,
    page: { readonly offset: number; readonly limit: number },
    credentials: BackstageCredentials,
  ): Promise<
    Pick<VersionLeakage, 'counts' | 'remark' | 'items' | 'total' | 'hidden'>
  > {
    const table = await this.rooms.access.table(versionId, credentials);
    const { key, split } = table.manifest;
    if (table.hidden || table.masked.includes(split ?? ''))
      return { items: [], total: 0, hidden: true };
    const { counts, remark, total, leaksArtifact, namedBy } = result;
    const summary = { counts, remark, total, hidden: false };
    const length = Math.max(0, Math.min(page.limit, total - page.offset));
    if (!leaksArtifact || length === 0) return { ...summary, items: [] };
    const rows = await this.rooms.files.query(
      { c: this.rooms.artifacts.pathOf(leaksArtifact) },
      `SELECT * FROM c WHERE ${among(
        Array.from({ length }, (_, i) => page.offset + i),
      )} ORDER BY kind, split, "otherSplit", key, "otherKey"`,
    );
    const isHidden = key !== undefined && table.masked.includes(key);
    const nameOf = (value: unknown) => {
      if (isHidden) return HIDDEN_KEY;
      return namedBy === 'number' ? String(Number(value) + 1) : String(value);
    };
    return {
      ...summary,
      items: rows.map(
        (row): Leak => ({
          kind: row.kind as LeakKind,
          key: nameOf(row.key),
          split: String(row.split ?? ''),
          otherKey: nameOf(row.otherKey),
          otherSplit: String(row.otherSplit ?? ''),
          similarity: Number(row.similarity),
          ...(row.versionId ? { versionId: String(row.versionId) } : {}),
        }),
      ),
    };
  }
}
