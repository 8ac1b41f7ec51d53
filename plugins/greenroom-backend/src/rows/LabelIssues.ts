import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type { Row } from '@greenroom/dataset';
import type {
  LabelIssue,
  LabelQuality,
} from '@greenroom/backstage-plugin-greenroom-common';
import type { LabelsPage } from '../analysis/AnalysisViews';
import type { ArtifactStore } from '../artifacts/ArtifactStore';
import type { ResultFiles } from './ResultFiles';
import type { RowAccess } from './RowAccess';

/** Pages of label issues, the worst first. */
export class LabelIssues {
  constructor(
    private readonly rooms: {
      access: RowAccess;
      files: ResultFiles;
      artifacts: ArtifactStore;
    },
  ) {}

  async page(
    issuesArtifact: string,
    versionId: string,
    page: LabelsPage,
    credentials: BackstageCredentials,
  ): Promise<Pick<LabelQuality, 'items' | 'total'>> {
    const { manifest, masked } = await this.rooms.access.table(
      versionId,
      credentials,
    );
    const t = this.rooms.artifacts.pathOf(issuesArtifact);
    const wanted = (['split', 'given', 'suggested'] as const).flatMap(name =>
      page[name] === undefined ? [] : [[name, page[name]] as const],
    );
    const where = [
      'true',
      ...wanted.map(([name], i) => `"${name}" = $${i + 1}`),
    ].join(' AND ');
    const values = wanted.map(([, value]) => value);
    const [{ n }] = await this.rooms.files.query(
      { t },
      `SELECT count(*) AS n FROM t WHERE ${where}`,
      values,
    );
    const rows = await this.rooms.files.query(
      { t },
      `SELECT * FROM t WHERE ${where} ORDER BY rank LIMIT ${page.limit} OFFSET ${page.offset}`,
      values,
    );
    const hidesAnnotator =
      manifest.annotator !== undefined && masked.includes(manifest.annotator);
    return {
      total: Number(n),
      items: rows.map(row => issueOf(row, hidesAnnotator ? [] : ['annotator'])),
    };
  }
}

function issueOf(row: Row, shown: readonly string[]): LabelIssue {
  return {
    key: String(row.key),
    kind: row.kind as LabelIssue['kind'],
    split: String(row.split ?? ''),
    given: String(row.given),
    suggested: String(row.suggested),
    score: Number(row.score),
    pGiven: Number(row.pGiven),
    pSuggested: Number(row.pSuggested),
    annotator:
      shown.includes('annotator') && row.annotator !== null
        ? String(row.annotator)
        : undefined,
    why: String(row.why),
    likely: [],
    neighbours: [],
  };
}
