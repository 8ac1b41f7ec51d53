import { NotFoundError } from '@backstage/errors';
import {
  LINEAGE_NODES_LIMIT,
  type LineageAround,
  type lineageQuerySchema,
  type Obligations,
} from '@greenroom/backstage-plugin-greenroom-common';
import type { Manifest } from '@greenroom/manifest';
import type { z } from 'zod';
import type { AssetStore } from '../../registry/AssetStore';
import { boundBy } from './boundBy';

/** Versions whose manifests are read by one query; SQLite takes at most 32,766 values (sqlite.org/limits.html). */
const VERSIONS_AT_ONCE = 500;

/** What versions are bound by, by their own manifests and by those of what they were made of. */
export class ObligationService {
  constructor(
    private readonly rooms: {
      assets: Pick<AssetStore, 'get' | 'listRevisionsOfVersions'>;
      lineage: {
        of(query: z.output<typeof lineageQuerySchema>): Promise<LineageAround>;
      };
    },
  ) {}

  /** @throws NotFoundError where there is no such asset, or it has no such version */
  async obligationsOf(
    assetId: string,
    versionId?: string,
  ): Promise<Obligations> {
    const asset = await this.rooms.assets.get(assetId);
    if (!asset) throw new NotFoundError(`No asset ${assetId}.`);
    const around = await this.rooms.lineage.of({
      assetId,
      direction: 'both',
      by: 'version',
      limit: LINEAGE_NODES_LIMIT,
    });
    const own = around.nodes.filter(
      node => node.assetId === assetId && node.versionId !== undefined,
    );
    const node = own.find(each =>
      versionId === undefined ? each.isNewest : each.versionId === versionId,
    );
    if (versionId !== undefined && !node)
      throw new NotFoundError(`${asset.name} has no version ${versionId}.`);
    const manifests = await this.#manifestsOf(
      around.nodes.flatMap(each => each.versionId ?? []),
    );
    const known = new Map(around.nodes.map(each => [each.id, each]));
    return boundBy(around, node, id => {
      const found = known.get(id);
      return {
        assetId: found?.assetId,
        manifest: manifests.get(found?.versionId ?? ''),
      };
    });
  }

  /** A licence edit makes a revision, not a version: what a version is bound by stands in its last one. */
  async #manifestsOf(
    versionIds: readonly string[],
  ): Promise<ReadonlyMap<string, Manifest>> {
    const found = new Map<string, Manifest>();
    for (let i = 0; i < versionIds.length; i += VERSIONS_AT_ONCE) {
      const revisions = await this.rooms.assets.listRevisionsOfVersions(
        versionIds.slice(i, i + VERSIONS_AT_ONCE),
      );
      for (const { version_id, manifest } of revisions)
        if (version_id) found.set(version_id, JSON.parse(manifest));
    }
    return found;
  }
}
