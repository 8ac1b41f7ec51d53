import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type { LabelGroups } from '@greenroom/backstage-plugin-greenroom-common';
import type { LabelsResult } from '../analysis/AnalysisStore';
import type { ArtifactStore } from '../artifacts/ArtifactStore';
import { decisionsByKey, type DecisionDoor } from './DecisionDoor';
import { HIDDEN, labelSight } from './labelSight';
import type { ResultFiles } from './ResultFiles';
import type { RowAccess } from './RowAccess';

type Group = LabelGroups['groups'][number];
export type GroupsPage = {
  readonly kind: Group['kind'];
  readonly offset: number;
  readonly limit: number;
};

/** Rows of a group that are shown; so many fit side by side on no screen. */
const SHOWN_ROWS = 50;

/** Pages of rows that are the same, or nearly. */
export class LabelGroupPages {
  constructor(
    private readonly rooms: {
      access: RowAccess;
      files: ResultFiles;
      artifacts: ArtifactStore;
    },
  ) {}

  /** Without groups where the label or the key is hidden. */
  async page(
    { groupsArtifact }: LabelsResult,
    versionId: string,
    { kind, offset, limit }: GroupsPage,
    credentials: BackstageCredentials,
    decisions: DecisionDoor | undefined,
  ): Promise<Pick<LabelGroups, 'groups' | 'total'>> {
    const table = await this.rooms.access.table(versionId, credentials);
    const sight = labelSight(table);
    if (!groupsArtifact || !sight.label || !sight.key)
      return { groups: [], total: 0 };
    const t = this.rooms.artifacts.pathOf(groupsArtifact);
    const ask = (sql: string, values: (string | number)[]) =>
      this.rooms.files.query({ t }, sql, values);
    const range = 'kind = $1 AND rank >= $2 AND rank < $3';
    const values = [kind, offset, offset + limit];
    const [[{ n }], rows, labels] = [
      await ask('SELECT count(DISTINCT rank) AS n FROM t WHERE kind = $1', [
        kind,
      ]),
      await ask(
        `SELECT * FROM t WHERE ${range} AND place < ${SHOWN_ROWS} ORDER BY rank, place`,
        values,
      ),
      await ask(
        `SELECT rank, label, count(*) AS n FROM t WHERE ${range} GROUP BY ALL ORDER BY rank, n DESC, label`,
        values,
      ),
    ];
    const decided = await decisionsByKey(
      decisions,
      versionId,
      rows.map(row => String(row.key)),
    );
    const groups = new Map<number, Group>();
    for (const row of rows) {
      const rank = Number(row.rank);
      const group = groups.get(rank) ?? {
        id: String(row.group),
        kind,
        rows: [],
        size: Number(row.size),
        labels: [],
      };
      groups.set(rank, group);
      const key = String(row.key);
      group.rows.push({
        key,
        label: String(row.label),
        split: sight.split ? String(row.split ?? '') : HIDDEN,
        decision: decided.get(key),
      });
    }
    for (const { rank, label, n: count } of labels)
      groups
        .get(Number(rank))
        ?.labels.push({ label: String(label), count: Number(count) });
    return { groups: [...groups.values()], total: Number(n) };
  }
}
