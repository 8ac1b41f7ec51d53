import type { Knex } from 'knex';

/** Which columns of which tables say what asset a thing belongs to. */
const PLACES = {
  assetId: [],
  entityRef: [{ table: 'assets', key: 'entity_ref', assets: ['id'] }],
  versionId: [{ table: 'versions', key: 'id', assets: ['asset_id'] }],
  // A run is about its model and about its data.
  runId: [
    {
      table: 'runs',
      key: 'id',
      assets: ['model_asset_id', 'dataset_asset_id'],
    },
  ],
  jobId: [{ table: 'jobs', key: 'id', assets: ['asset_id'] }],
  proposalId: [{ table: 'proposals', key: 'id', assets: ['asset_id'] }],
  // The plan of a pull request, or the job that makes the plan of a basket.
  planId: [
    { table: 'plans', key: 'id', assets: ['asset_id'] },
    { table: 'jobs', key: 'id', assets: ['asset_id'] },
  ],
  auditId: [{ table: 'audits', key: 'id', assets: ['asset_id'] }],
  reviewId: [{ table: 'reviews', key: 'id', assets: ['asset_id'] }],
} as const satisfies Record<
  string,
  readonly { table: string; key: string; assets: readonly string[] }[]
>;

/** What a request is about, by the names that its route has for it. */
export type About = {
  readonly [name in keyof typeof PLACES]?: string | readonly string[];
};

/** The assets that it is about; none where there is no such thing, or it is of none. */
export async function assetsAbout(
  knex: Knex,
  about: About,
): Promise<readonly string[]> {
  const found = await Promise.all(
    (Object.keys(PLACES) as (keyof typeof PLACES)[]).map(async name => {
      const ids = [about[name] ?? []].flat();
      if (name === 'assetId' || ids.length === 0) return ids;
      const rows = await Promise.all(
        PLACES[name].flatMap(({ table, key, assets }) =>
          assets.map(column =>
            knex(table).whereIn(key, ids).pluck<(string | null)[]>(column),
          ),
        ),
      );
      return rows.flat();
    }),
  );
  return [...new Set(found.flat())].filter(id => id !== null);
}

/** What of an event's details names a thing. */
export function aboutIn(details: Readonly<Record<string, unknown>>): About {
  return Object.fromEntries(
    Object.keys(PLACES).flatMap(name => {
      const value = details[name];
      return isNamed(value) ? [[name, value]] : [];
    }),
  );
}

function isNamed(value: unknown): value is string | readonly string[] {
  return [value].flat().every(each => typeof each === 'string');
}
