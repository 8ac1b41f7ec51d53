import type { ColumnLineage } from '@greenroom/backstage-plugin-greenroom-common';
import type { AssetStore } from '../../registry/AssetStore';
import type { ColumnStore } from '../store/ColumnStore';
import type { Reach } from '../reach/LineageReach';
import { namedNode, versionNodeId } from '../statements/nodeIds';
import { columnOrigins, type ColumnVersion, linkedTo } from './columnOrigins';
import { dataAround } from './dataAround';
import type { NodeStore } from './NodeStore';
import type { Painter } from './Painter';
import { NOTHING_HIDDEN } from './toGraphNode';
import type { Walker } from './Walker';

/** Data whose columns are looked into, nearest first. */
const VERSIONS = 200;

/** Which columns were made of which, as far as manifests declare it or events of OpenLineage state it. */
export class Columns {
  constructor(
    private readonly rooms: {
      walker: Walker;
      painter: Painter;
      nodes: NodeStore;
      assets: AssetStore;
      stated: Pick<ColumnStore, 'around'>;
    },
  ) {}

  /** @throws NotFoundError where there is no such version */
  async of(versionId: string): Promise<ColumnLineage> {
    const { walker, painter, stated } = this.rooms;
    const id = versionNodeId(versionId);
    const start = await walker.node(id);
    const reach = await walker.current();
    const around = dataAround(reach, start).slice(0, VERSIONS);
    const versions = await this.#versions(reach, around);
    const { edges, named } = columnOrigins(versions);
    const painted = await painter.nodes(around);
    const near = new Set([...painted.values()].map(node => node.id));
    const told = (await stated.around(around))
      .filter(({ from, to }) => near.has(from.node) && near.has(to.node))
      .map(({ how, ...edge }): ColumnLineage['edges'][number] => ({
        ...edge,
        ...(how !== undefined && { transformation: how }),
      }));
    const linked = linkedTo([...edges, ...told], id);
    const shown = new Set(
      linked.flatMap(({ from, to }) => [from.node, to.node]),
    );
    return {
      nodes: [
        ...[...painted.values()].filter(node => shown.has(node.id)),
        ...[...named].flatMap(name => {
          const node = namedNode({
            id: `dataset:${name}`,
            kind: 'dataset',
            name,
          });
          return shown.has(node.id) && !near.has(node.id)
            ? [
                {
                  id: node.id,
                  kind: node.kind,
                  title: name,
                  subtitle: node.subtitle ?? '',
                  status: 'neutral' as const,
                  isNamedOnly: true,
                  depth: 1,
                  hidden: NOTHING_HIDDEN,
                  problems: ['missing end' as const],
                },
              ]
            : [];
        }),
      ],
      edges: [...linked],
    };
  }

  async #versions(
    { edges }: Reach,
    around: readonly number[],
  ): Promise<ColumnVersion[]> {
    const { nodes, assets } = this.rooms;
    const ids = await nodes.versionIds(around);
    const found = new Map(
      await Promise.all(
        [...ids].map(async ([number, id]) => {
          const version = await assets.getVersion(id);
          const asset = version && (await assets.get(version.assetId));
          return [number, version && asset && { version, asset }] as const;
        }),
      ),
    );
    return [...found].flatMap(([number, known]) => {
      if (!known) return [];
      const upstream = edges.edgesAt(number, 'upstream').flatMap(({ from }) => {
        const above = found.get(from);
        return above
          ? [[above.asset.name, versionNodeId(above.version.id)] as const]
          : [];
      });
      return [
        {
          id: versionNodeId(known.version.id),
          manifest: known.version.manifest,
          path: known.asset.path,
          commit: known.version.commit.sha,
          upstream: new Map(upstream),
        },
      ];
    });
  }
}
