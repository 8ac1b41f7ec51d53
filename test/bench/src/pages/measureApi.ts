import type { GreenroomApi } from '@greenroom/backstage-plugin-greenroom-common';
import { quantile } from '../machine';
import type { ApiClient } from './ApiClient';
import type { LargeAssets } from './LargeAssets';

const TIMES = 40;
const PAGE_ROWS = 50;

export type ApiFigure = {
  readonly name: string;
  readonly medianMillis: number;
  readonly p95Millis: number;
  readonly longestMillis: number;
  /** What the architecture promises of the first page of any list, and of any page of rows. */
  readonly atMostMillis: number;
};

/** First pages of lists and pages of rows anywhere, one question after the other. */
export async function measureApi(
  client: ApiClient,
  assets: LargeAssets,
): Promise<ApiFigure[]> {
  const [readings] = assets.readings.versions;
  const rows = readings.rows ?? 0;
  const [to, from] = assets.readings.versions;
  const [, relabelled, grown] = assets.readings.versions;
  const anywhere = (total: number) =>
    Math.floor(Math.random() * Math.max(1, total - PAGE_ROWS));
  const keyOf = (row: number) => `r${String(row).padStart(8, '0')}`;
  const questions: [string, (api: GreenroomApi) => Promise<unknown>][] = [
    ['assets, the first 50', api => api.listAssets({ limit: 50 })],
    [
      'assets that need attention',
      api => api.listAssets({ limit: 50, attention: true }),
    ],
    [
      'assets with "harbour" in them',
      api => api.listAssets({ limit: 50, search: 'harbour' }),
    ],
    ['models', api => api.listAssets({ limit: 50, kind: 'model' })],
    ['one asset', api => api.getAsset(assets.readings.id)],
    [
      'versions of river-gauges (60)',
      api => api.listVersions(assets.gauges.id),
    ],
    ['sources', api => api.listSources()],
    ['syncs of an asset', api => api.listSyncs(assets.gauges.id)],
    ['jobs', api => api.listJobs()],
    [
      'entities for the catalog, the first 100',
      api => api.listEntities({ limit: 100 }),
    ],
    [
      'runs on digits',
      api => api.listRuns({ datasetAssetId: assets.digits.id }),
    ],
    [
      'lineage of digits',
      api => api.getLineageAround({ assetId: assets.digits.id }),
    ],
    ['profile of 10 million rows', api => api.getProfile(readings.id)],
    [
      'comparison of two versions of them',
      api => api.compareVersions(from.id, to.id),
    ],
    [
      'changed rows, the first 50',
      api =>
        api.getChangedRows({
          from: grown.id,
          to: relabelled.id,
          limit: PAGE_ROWS,
        }),
    ],
    [
      'changed rows, a page anywhere',
      api =>
        api.getChangedRows({
          from: grown.id,
          to: relabelled.id,
          offset: anywhere(20_000),
          limit: PAGE_ROWS,
        }),
    ],
    [
      'rows, the first 50 of 10 million',
      api => api.getRows({ versionId: readings.id, limit: PAGE_ROWS }),
    ],
    [
      'rows, a page anywhere of 10 million',
      api =>
        api.getRows({
          versionId: readings.id,
          offset: anywhere(rows),
          limit: PAGE_ROWS,
        }),
    ],
    [
      'one row of 10 million by its key',
      api =>
        api.getRows({
          versionId: readings.id,
          filter: { keys: [keyOf(anywhere(rows))] },
          limit: 1,
        }),
    ],
    [
      'rows of 50,000 texts, a page anywhere',
      api =>
        api.getRows({
          versionId: assets.tickets.versions[0].id,
          offset: anywhere(50_000),
          limit: PAGE_ROWS,
        }),
    ],
  ];
  const figures: ApiFigure[] = [];
  for (const [name, ask] of questions)
    figures.push(await measure(client, name, ask));
  return figures;
}

async function measure(
  client: ApiClient,
  name: string,
  ask: (api: GreenroomApi) => Promise<unknown>,
): Promise<ApiFigure> {
  const millis: number[] = [];
  for (let i = 0; i < TIMES; i++) millis.push(await client.time(ask));
  return {
    name,
    medianMillis: quantile(millis, 0.5),
    p95Millis: quantile(millis, 0.95),
    longestMillis: Math.max(...millis),
    atMostMillis: 200,
  };
}
