import type { Knex } from 'knex';
import { AssetStore } from '../../registry/AssetStore';

const day = (n: number) => `2026-01-0${n}T00:00:00.000Z`;

/** An asset of one repository, a commit a version, a day apart. */
export async function declareVersions(
  knex: Knex,
  kind: 'dataset' | 'model',
  name: string,
  versions: readonly (readonly [versionId: string, manifest: object])[],
): Promise<void> {
  const assets = new AssetStore(knex);
  await assets.declare([
    {
      id: name,
      kind,
      name,
      sourceId: 's',
      repository: 'acme/all',
      path: `${name}/greenroom.yaml`,
      entityRef: `resource:default/${name}`,
      adopted: false,
      owner: 'group:default/vision',
      manifest: { kind, name } as never,
      headCommit: 'h',
      search: '',
      folder: name,
      paths: [],
      warnings: [],
      retain: false,
      archived: false,
      datasets: [],
    },
  ]);
  for (const [ordinal, [versionId, manifest]] of versions.entries()) {
    const sha = `${name}${ordinal}`.padEnd(40, '0');
    await assets.addRevisions([
      {
        assetId: name,
        commit: {
          sha,
          author: 'Mira',
          date: day(ordinal + 1),
          message: `${name} ${ordinal}`,
        },
        ordinal,
        manifest: {
          kind: kind === 'dataset' ? 'Dataset' : 'Model',
          name,
          ...manifest,
        } as never,
        files: {},
        byteDigest: sha,
        pushed: false,
        problems: [],
      },
    ]);
    await knex('versions').insert({
      id: versionId,
      asset_id: name,
      digest: versionId,
      facts: '{}',
      pushed: false,
      created_at: ordinal,
    });
    await knex('revisions')
      .where({ asset_id: name, commit: sha })
      .update({ version_id: versionId });
  }
}
