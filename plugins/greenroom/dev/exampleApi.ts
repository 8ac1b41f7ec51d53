import type { GreenroomApi } from '@greenroom/backstage-plugin-greenroom-common';
import { assets, hoursAgo, sources, version } from './exampleAssets';
import { lineage } from './exampleLineage';
import { getRows, picture } from './exampleRows';
import { exampleVersions } from './exampleVersions';

/** Example answers generated in code, for looking at pages without a backend. */
export const exampleApi = {
  ...exampleVersions,
  listAssets: async query => ({
    items: assets.filter(
      asset => !query?.search || asset.name.includes(query.search),
    ),
    total: assets.length,
    counts: { models: 1, datasets: 5, needAttention: 2 },
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
  getRows,
  getThumbnails: async (versionId, keys) => ({
    thumbnails: Object.fromEntries(
      keys.map(key => [key, picture(key, versionId)]),
    ),
  }),
  getLineageAround: async () => lineage,
  getObligations: async () => ({ bound: [], edges: [], leftOff: 0 }),
  listStale: async () => ({ items: [], total: 0 }),
  listLineageProblems: async () => ({ items: [], total: 0 }),
} satisfies Partial<GreenroomApi>;
