import type {
  GreenroomApi,
  Row,
} from '@greenroom/backstage-plugin-greenroom-common';
import {
  assets,
  CLASSES,
  digits,
  hoursAgo,
  lineage,
  sources,
  version,
} from './exampleAssets';

function row(index: number): Row {
  return {
    key: String(index).padStart(4, '0'),
    cells: {
      id: String(index).padStart(4, '0'),
      label: CLASSES[index % 10],
      split: index % 9 === 0 ? 'test' : 'train',
      annotator: index % 7 === 0 ? null : `ann-${index % 3}`,
      slant: Math.round(Math.sin(index) * 1000) / 50,
    },
  };
}

function picture(key: string): string {
  const canvas = document.createElement('canvas');
  canvas.width = 28;
  canvas.height = 28;
  const context = canvas.getContext('2d')!;
  context.fillRect(0, 0, 28, 28);
  context.fillStyle = 'white';
  context.font = '24px serif';
  context.fillText(key.slice(-1), 8, 22);
  return canvas.toDataURL('image/png');
}

/** Example answers generated in code, for looking at pages without a backend. */
export const exampleApi = {
  listAssets: async query => ({
    items: assets.filter(
      asset => !query?.search || asset.name.includes(query.search),
    ),
    total: assets.length,
    counts: { models: 1, datasets: 2, needAttention: 2 },
  }),
  getAsset: async id => assets.find(asset => asset.id === id)!,
  getAssetByEntity: async ref => assets.find(asset => asset.entityRef === ref)!,
  listVersions: async id => [4, 3, 2, 1, 0].map(index => version(id, index)),
  listSources: async () => sources,
  listRuns: async () => ({ items: [] }),
  listJobs: async () => [
    {
      id: 'job-1',
      kind: 'label quality',
      state: 'running' as const,
      progress: 0.42,
      message: 'Fold 3 of 5',
      createdAt: hoursAgo(0.1),
    },
  ],
  listProposals: async () => ({ items: [] }),
  getDiff: async (from, to) => ({
    from,
    to,
    rows: { from: 9360, to: 9480, added: 120, removed: 0, changed: 37 },
    columns: { added: ['slant'], removed: [], retyped: [] },
    cells: { label: 37, annotator: 5 },
    labelTransitions: [
      { from: '4', to: '9', count: 21 },
      { from: '9', to: '4', count: 12 },
      { from: '7', to: '1', count: 4 },
    ],
    changedRows: Array.from({ length: 20 }, (_, i) => ({
      key: String(400 + i),
      cells: [
        { column: 'label', from: i % 2 ? '9' : '4', to: i % 2 ? '4' : '9' },
      ],
    })),
  }),
  getRows: async ({ filter, offset = 0, limit = 25 }) => {
    const all = Array.from({ length: 200 }, (_, i) => row(i)).filter(each =>
      Object.entries(filter?.equals ?? {}).every(
        ([name, value]) => each.cells[name] === value,
      ),
    );
    return {
      columns: digits.columns!,
      rows: all.slice(offset, offset + limit),
      total: all.length,
      offset,
      masked: ['writer'],
      image: { column: 'pixels', width: 28, height: 28 },
      hidden: false,
    };
  },
  getThumbnails: async (_versionId, keys) => ({
    thumbnails: Object.fromEntries(keys.map(key => [key, picture(key)])),
  }),
  getLineage: async () => lineage,
} satisfies Partial<GreenroomApi>;
