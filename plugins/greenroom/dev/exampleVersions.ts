import type {
  ChangedRow,
  DataComparison,
  DriftAgainst,
  GreenroomApi,
  Leak,
  VersionBlame,
  VersionComparison,
  VersionDrift,
  VersionLeakage,
  VersionProfile,
} from '@greenroom/backstage-plugin-greenroom-common';
import { CLASSES, version } from './exampleAssets';
import { columnProfile, drift } from './exampleColumns';
import { done, failed, slow } from './exampleJobs';
import { assetOf, nameOf, row, totalOf } from './exampleRows';

const CHANGED = 10_000;
const isOldest = (versionId: string) => versionId.endsWith('@0');

const transitions = CLASSES.flatMap(from =>
  CLASSES.filter(
    to => to !== from && (Number(from) * 3 + Number(to)) % 4 === 0,
  ).map(to => ({
    from,
    to,
    count: ((Number(from) * 17 + Number(to) * 31) % 40) + 1,
  })),
);

function comparison(versionId: string): DataComparison {
  const keyed = nameOf(versionId) !== 'street';
  return {
    matchedBy: keyed ? 'key' : 'content',
    rows: {
      from: 9360,
      to: 9480,
      added: 120,
      removed: keyed ? 12 : 88,
      changed: keyed ? CHANGED - 132 : 0,
    },
    columns: {
      added: ['slant'],
      removed: [],
      retyped: [{ name: 'annotator', from: 'integer', to: 'string' }],
    },
    cells: keyed ? { label: 214, annotator: 5, slant: 9654 } : {},
    labelTransitions: keyed ? transitions : [],
    release: {
      proposed: 'minor',
      suggestedVersion: '1.4.0',
      declared: 'patch',
      declaredVersion: '1.3.1',
      isTooSmall: true,
      reasons: [
        { bump: 'minor', text: 'a column was added' },
        { bump: 'patch', text: '214 labels changed' },
      ],
    },
  };
}

const changedRows: readonly ChangedRow[] = Array.from(
  { length: CHANGED },
  (_, i): ChangedRow => {
    const key = String(400 + i).padStart(4, '0');
    if (i % 80 === 79) {
      const cells = Object.entries(row(400 + i, '#digits@4').cells);
      return {
        key,
        change: i % 160 === 79 ? 'added' : 'removed',
        cells: cells.map(([column, cell]) => ({
          column,
          from: cell,
          to: cell,
        })),
      };
    }
    const step = transitions[i % transitions.length];
    return {
      key,
      change: 'changed',
      cells:
        i < 214
          ? [{ column: 'label', from: step.from, to: step.to }]
          : [{ column: 'slant', from: null, to: Math.sin(i) * 20 }],
    };
  },
);

const leaks: readonly Leak[] = Array.from({ length: 43 }, (_, i): Leak => {
  const kind = (['exact', 'near', 'moved'] as const)[i % 3];
  return {
    kind,
    key: String(i * 5 + 4).padStart(4, '0'),
    split: 'test',
    otherKey: String(kind === 'moved' ? i * 5 + 4 : i * 5 + 14).padStart(
      4,
      '0',
    ),
    otherSplit: 'train',
    similarity: kind === 'near' ? 0.93 : 1,
    versionId:
      kind === 'moved'
        ? version('github:northlight/digits-data:greenroom.yaml#digits', 2).id
        : undefined,
  };
});

/** Example answers of one or two versions; the oldest one shows work and failures. */
export const exampleVersions = {
  async getProfile(versionId): Promise<VersionProfile> {
    const asset = assetOf(versionId);
    const rows = totalOf(versionId);
    const masked = asset
      .columns!.filter(({ personal }) => personal)
      .map(c => c.name);
    const job = isOldest(versionId)
      ? slow('profile', 'Reading columns')
      : undefined;
    const running = job?.state === 'running';
    return {
      versionId,
      job,
      rows,
      columns: running
        ? []
        : asset
            .columns!.filter(({ personal }) => !personal)
            .map(({ name, type }) => columnProfile(name, type, rows)),
      splits: running
        ? []
        : ['train', 'validation', 'test'].map((name, s) => ({
            name,
            rows: s === 0 ? 7480 : 1000,
            classes: (asset.classes ?? []).map((label, i) => ({
              label,
              count: Math.round((s === 0 ? 748 : 100) * (1 + (i - 4.5) / 20)),
            })),
          })),
      masked,
    };
  },
  async compareVersions(from, to): Promise<VersionComparison> {
    if (isOldest(from) && nameOf(from) === 'mail') {
      return {
        from,
        to,
        job: failed(
          'diff',
          'data/mails.jsonl, line 214: the key m-0213 stands twice, first in line 77. Give each row a key of its own.',
        ),
      };
    }
    const job = isOldest(from)
      ? slow(`diff ${from}`, 'Matching rows')
      : done('diff');
    return {
      from,
      to,
      job,
      comparison: job.state === 'succeeded' ? comparison(to) : undefined,
    };
  },
  async getChangedRows({ to, filter = {}, offset = 0, limit = 25 }) {
    const hidden = !assetOf(to).allowed.includes('readRows');
    const { change, transition, column, search = '' } = filter;
    const all = hidden
      ? []
      : changedRows.filter(
          each =>
            (!change || each.change === change) &&
            (!column || each.cells.some(cell => cell.column === column)) &&
            (!transition ||
              each.cells.some(
                cell =>
                  cell.column === 'label' &&
                  cell.from === transition.from &&
                  cell.to === transition.to,
              )) &&
            each.key.includes(search),
        );
    return {
      rows: all.slice(offset, offset + limit),
      total: all.length,
      offset,
      masked: ['writer'],
      hidden,
    };
  },
  async getDrift(versionId, against: DriftAgainst): Promise<VersionDrift> {
    const base = { versionId, against, masked: ['writer'] };
    if (against.kind === 'reference') {
      return {
        ...base,
        job: done('drift'),
        remark:
          'The manifest declares no reference population. Name one under spec.reference, and this shows how far the data is from it.',
      };
    }
    if (against.kind === 'version' && isOldest(against.versionId)) {
      return {
        ...base,
        job: failed(
          'drift',
          'data/pixels.parquet of 1.0.0 ends after 4,096 of 9,000 rows.',
        ),
      };
    }
    return {
      ...base,
      job: done('drift'),
      columns: [
        drift('label', 0.04, 9360),
        drift('slant', 0.31, 9360),
        drift('stroke_width', 0.52, 9360),
        drift('annotator', 0.16, 9360),
        drift('ink', 0.02, 9360),
        drift('tilt', 0.2, 12),
      ],
    };
  },
  async getLeakage({
    versionId,
    offset = 0,
    limit = 20,
  }): Promise<VersionLeakage> {
    const hidden = !assetOf(versionId).allowed.includes('readRows');
    const job = isOldest(versionId)
      ? slow('leakage', 'Comparing pictures')
      : done('leakage');
    const ready = job.state === 'succeeded';
    return {
      versionId,
      job,
      counts: ready
        ? [
            { kind: 'exact', split: 'test', otherSplit: 'train', rows: 15 },
            { kind: 'near', split: 'test', otherSplit: 'train', rows: 14 },
            { kind: 'moved', split: 'test', otherSplit: 'train', rows: 14 },
          ]
        : undefined,
      remark:
        'Compared: every pair of splits of this version by content and by picture, and the keys of 4 earlier versions. Not compared: texts longer than 10,000 characters.',
      items: ready && !hidden ? leaks.slice(offset, offset + limit) : [],
      total: ready ? leaks.length : 0,
      hidden,
    };
  },
  async getBlame(versionId, keys): Promise<VersionBlame> {
    const asset = assetOf(versionId);
    const job = slow(`blame ${versionId}`, 'Reading revision 12 of 40');
    const commits = [1, 3, 4].map(index => version(asset.id, index).commit);
    return {
      versionId,
      job,
      commits,
      masked: ['writer'],
      rows:
        job.state === 'succeeded'
          ? keys.map(key => ({
              key,
              cells: asset.columns!.map(({ name }, i) => ({
                column: name,
                value: null,
                commit: name === 'label' ? 2 : i % 2,
              })),
            }))
          : [],
      remark: 'History is read back to 2 May 2025, where the file began.',
    };
  },
  exportRows: async () =>
    new Blob(['id,label\n0001,4\n'], { type: 'text/csv' }),
} satisfies Partial<GreenroomApi>;
