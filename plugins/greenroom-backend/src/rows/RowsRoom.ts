import type { AnalysisStore } from '../analysis/AnalysisStore';
import type { RunStore } from '../analysis/RunStore';
import type { ArtifactStore } from '../artifacts/ArtifactStore';
import type { JobDesk } from '../jobs/JobDesk';
import type { AssetStore } from '../registry/AssetStore';
import type { DeploymentStore } from '../sync/DeploymentStore';
import { AuditedPredictions } from './AuditedPredictions';
import { AuditRows } from './AuditRows';
import { AuditTraits } from './AuditTraits';
import { AuditScores } from './AuditScores';
import { BlameRows } from './BlameRows';
import { ChangedRows } from './ChangedRows';
import { CollectedRows } from './CollectedRows';
import { LabelAnnotators } from './LabelAnnotators';
import { LabelGroupPages } from './LabelGroupPages';
import { LabelIssues } from './LabelIssues';
import { LabelPoints } from './LabelPoints';
import { Leaks } from './Leaks';
import { MadeRows } from './MadeRows';
import { PlanRows } from './PlanRows';
import { ResultFiles } from './ResultFiles';
import { RowAccess } from './RowAccess';
import { RowCells } from './RowCells';
import { RowExport } from './RowExport';
import { RowIssues } from './RowIssues';
import { RowLabels } from './RowLabels';
import { RowPages } from './RowPages';
import { RunPairs } from './RunPairs';
import { Selections } from './Selections';
import { Thumbnails } from './Thumbnails';
import { VersionMasks } from './VersionMasks';
import type { AssetPermissions } from '../permissions/AssetPermissions';

/** The only door through which rows, aggregates of rows and thumbnails leave; it takes credentials and masks. */
export type RowsRoom = {
  readonly pages: RowPages;
  readonly blame: BlameRows;
  readonly changed: ChangedRows;
  readonly collected: CollectedRows;
  readonly plans: PlanRows;
  readonly exports: RowExport;
  readonly thumbnails: Thumbnails;
  readonly issues: LabelIssues;
  readonly groups: LabelGroupPages;
  readonly points: LabelPoints;
  readonly annotators: LabelAnnotators;
  readonly labels: RowLabels;
  readonly cells: RowCells;
  readonly rowIssues: RowIssues;
  readonly audits: AuditRows;
  readonly auditScores: AuditScores;
  readonly auditTraits: AuditTraits;
  readonly auditedPredictions: AuditedPredictions;
  readonly pairs: RunPairs;
  readonly leaks: Leaks;
  readonly made: MadeRows;
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
  deployments: DeploymentStore;
  permissions: AssetPermissions;
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
  const changed = new ChangedRows(inner);
  return {
    pages: new RowPages(inner),
    blame,
    changed,
    collected: new CollectedRows(inner),
    plans: new PlanRows({ ...inner, changed }),
    exports: new RowExport(inner),
    thumbnails: new Thumbnails(inner),
    issues: new LabelIssues(inner),
    groups: new LabelGroupPages(inner),
    points: new LabelPoints(inner),
    annotators: new LabelAnnotators(inner),
    labels: new RowLabels(inner),
    cells: new RowCells(inner),
    rowIssues: new RowIssues(inner),
    audits: new AuditRows(inner),
    auditScores: new AuditScores(inner),
    auditTraits: new AuditTraits({ ...inner, blame }),
    auditedPredictions: new AuditedPredictions(inner),
    pairs: new RunPairs(inner),
    leaks: new Leaks(inner),
    made: new MadeRows(inner),
    masks: new VersionMasks(inner),
    close: () => files.close(),
  };
}
