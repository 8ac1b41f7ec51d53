import type {
  AssetDetail,
  AssetVersion,
  ChangedRowPage,
  DataComparison,
  GreenroomApi,
  JobStatus,
  RowPage,
  VersionComparison,
  VersionProfile,
} from '@greenroom/backstage-plugin-greenroom-common';
import { digits, done } from '../../changes/__testUtils__/portal';

export const asset: AssetDetail = {
  ...digits,
  columns: [
    { name: 'id', type: 'string', role: 'key', personal: false },
    { name: 'pixels', type: 'image', role: 'image', personal: false },
    { name: 'label', type: 'string', role: 'label', personal: false },
    { name: 'split', type: 'string', role: 'split', personal: false },
    { name: 'slant', type: 'number', role: 'feature', personal: false },
    { name: 'writer', type: 'string', role: 'meta', personal: true },
  ],
};

export const version = (id: string, semver: string): AssetVersion => ({
  id,
  assetId: asset.id,
  semver,
  digest: `gr1:${id.repeat(32)}`,
  commit: {
    sha: id.repeat(20),
    author: 'mira-okafor',
    date: '2026-11-20T10:00:00Z',
    message: 'Relabel',
  },
  revisions: 1,
  rows: 1000,
  splits: { train: 800, test: 200 },
});

export const running: JobStatus = {
  ...done,
  id: 'job-9',
  state: 'running',
  progress: 0.42,
  message: 'Matching rows',
};

export const failing: JobStatus = {
  ...done,
  id: 'job-9',
  state: 'failed',
  error: 'data/labels.csv, line 12: the key 0004 stands twice.',
};

export const comparison: DataComparison = {
  matchedBy: 'key',
  rows: { from: 1000, to: 1002, added: 3, removed: 1, changed: 40 },
  columns: { added: [], removed: [], retyped: [] },
  cells: { label: 30, slant: 12 },
  labelTransitions: [
    { from: '4', to: '9', count: 20 },
    { from: '9', to: '4', count: 10 },
  ],
  release: {
    proposed: 'patch',
    declared: 'minor',
    declaredVersion: '1.1.0',
    isTooSmall: false,
    reasons: [{ bump: 'patch', text: '30 labels changed' }],
  },
};

export const compared = (
  from: string,
  to: string,
  changes: Partial<DataComparison> = {},
): VersionComparison => ({
  from,
  to,
  job: done,
  comparison: { ...comparison, ...changes },
});

export const changedPage: ChangedRowPage = {
  rows: [
    {
      key: '0001',
      change: 'changed',
      cells: [{ column: 'label', from: '4', to: '9' }],
    },
    {
      key: '0002',
      change: 'removed',
      cells: [{ column: 'label', from: '7', to: null }],
    },
  ],
  total: 44,
  offset: 0,
  masked: [],
  hidden: false,
};

/** Twenty-five rows from an offset, named by their number. */
export function rowPage(offset: number, total = 10_000_000): RowPage {
  return {
    columns: asset.columns!.filter(({ personal }) => !personal),
    rows: Array.from({ length: 25 }, (_, i) => ({
      key: `row-${offset + i}`,
      cells: {
        id: `row-${offset + i}`,
        label: '4',
        split: 'train',
        slant: 0.5,
      },
    })),
    total,
    offset,
    masked: ['writer'],
    image: { column: 'pixels', width: 28, height: 28 },
    hidden: false,
  };
}

export const hiddenPage: RowPage = {
  columns: [],
  rows: [],
  total: 0,
  offset: 0,
  masked: [],
  hidden: true,
};

export const profile: VersionProfile = {
  versionId: 'v2',
  rows: 1000,
  columns: [
    {
      name: 'label',
      type: 'string',
      typedBy: 'manifest',
      nulls: 0,
      distinct: 2,
      top: [
        { value: '4', count: 600 },
        { value: '9', count: 400 },
      ],
    },
    {
      name: 'slant',
      type: 'number',
      typedBy: 'inferred',
      nulls: 5,
      distinct: 900,
      min: -20,
      max: 20,
      mean: 0.25,
      quantiles: [-19, -10, 0, 10, 19],
      histogram: { edges: [-20, 0, 20], counts: [450, 545] },
    },
  ],
  splits: [
    {
      name: 'train',
      rows: 800,
      classes: [
        { label: '4', count: 500 },
        { label: '9', count: 300 },
      ],
    },
    {
      name: 'test',
      rows: 200,
      classes: [
        { label: '4', count: 100 },
        { label: '9', count: 100 },
      ],
    },
  ],
  masked: ['writer'],
};

export const versions = [version('v2', '1.1.0'), version('v1', '1.0.0')];

/** Answers that every view of the tab may ask for. */
export const common = {
  listVersions: async () => versions,
  getProfile: async () => profile,
  getThumbnails: async (_version: string, keys: string[]) => ({
    thumbnails: Object.fromEntries(
      keys.map(key => [key, 'data:image/png;base64,AA==']),
    ),
  }),
} satisfies Partial<GreenroomApi>;
