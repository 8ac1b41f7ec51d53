import type { PermissionsService } from '@backstage/backend-plugin-api';
import type { AnalysisStore } from '../analysis/AnalysisStore';
import type { RunStore } from '../analysis/RunStore';
import type { ArtifactStore } from '../artifacts/ArtifactStore';
import type { JobDesk } from '../jobs/JobDesk';
import type { AssetStore } from '../registry/AssetStore';
import { AuditedPredictions } from './AuditedPredictions';
import { AuditRows } from './AuditRows';
import { AuditTraits } from './AuditTraits';
import { AuditScores } from './AuditScores';
import { BlameRows } from './BlameRows';
import { ChangedRows } from './ChangedRows';
import { LabelAnnotators } from './LabelAnnotators';
import { LabelGroupPages } from './LabelGroupPages';
import { LabelIssues } from './LabelIssues';
import { LabelPoints } from './LabelPoints';
import { Leaks } from './Leaks';
import { ResultFiles } from './ResultFiles';
import { RowAccess } from './RowAccess';
import { RowExport } from './RowExport';
import { RowIssues } from './RowIssues';
import { RowLabels } from './RowLabels';
import { RowPages } from './RowPages';
import { RunPairs } from './RunPairs';
import { Selections } from './Selections';
import { Thumbnails } from './Thumbnails';
import { VersionMasks } from './VersionMasks';

/** The only door through which rows, aggregates of rows and thumbnails leave; it takes credentials and masks. */
export type RowsRoom = {
  readonly pages: RowPages;
  readonly blame: BlameRows;
  readonly changed: ChangedRows;
  readonly exports: RowExport;
  readonly thumbnails: Thumbnails;
  readonly issues: LabelIssues;
  readonly groups: LabelGroupPages;
  readonly points: LabelPoints;
  readonly annotators: LabelAnnotators;
  readonly labels: RowLabels;
  readonly rowIssues: RowIssues;
  readonly audits: AuditRows;
  readonly auditScores: AuditScores;
  readonly auditTraits: AuditTraits;
  readonly auditedPredictions: AuditedPredictions;
  readonly pairs: RunPairs;
  readonly leaks: Leaks;
  readonly masks: VersionMasks;
  close(): Promise<void>;
};

export function createRowsRoom(rooms: {
  assets: AssetStore;
  runs: RunStore;
  analyses: AnalysisStore;
  artifacts: ArtifactStore;
  selections: ArtifactStore;
  desk: JobDesk;
  permissions: PermissionsService;
}): RowsRoom {
  const files = new ResultFiles([rooms.artifacts, rooms.selections]);
  const access = new RowAccess(rooms);
  const inner = {
    ...rooms,
    files,
    access,
    selections: new Selections({ ...rooms, files }),
  };
  const blame = new BlameRows(inner);
  return {
    pages: new RowPages(inner),
    blame,
    changed: new ChangedRows(inner),
    exports: new RowExport(inner),
    thumbnails: new Thumbnails(inner),
    issues: new LabelIssues(inner),
    groups: new LabelGroupPages(inner),
    points: new LabelPoints(inner),
    annotators: new LabelAnnotators(inner),
    labels: new RowLabels(inner),
    rowIssues: new RowIssues(inner),
    audits: new AuditRows(inner),
    auditScores: new AuditScores(inner),
    auditTraits: new AuditTraits({ ...inner, blame }),
    auditedPredictions: new AuditedPredictions(inner),
    pairs: new RunPairs(inner),
    leaks: new Leaks(inner),
    masks: new VersionMasks(inner),
    close: () => files.close(),
  };
}
