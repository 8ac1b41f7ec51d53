import type { ColumnLineage } from '@greenroom/backstage-plugin-greenroom-common';
import { columnsOf } from '@greenroom/governance';
import type { Manifest } from '@greenroom/manifest';

/** A version of data whose columns say what they were made of. */
export type ColumnVersion = {
  /** Of its node. */
  readonly id: string;
  readonly manifest: Manifest;
  /** Of its manifest. */
  readonly path: string;
  readonly commit: string;
  /** Ids of the versions of data right upstream of it, by the name of their data set. */
  readonly upstream: ReadonlyMap<string, string>;
};

type ColumnEdge = ColumnLineage['edges'][number];

/** What the columns of some versions were made of, and the names of data that is not there. */
export function columnOrigins(versions: readonly ColumnVersion[]): {
  readonly edges: readonly ColumnEdge[];
  readonly named: ReadonlySet<string>;
} {
  const named = new Set<string>();
  const edges = versions.flatMap(version =>
    columnsOf(version.manifest).flatMap(({ name, from = [] }) =>
      from.map(({ dataset, column, how }): ColumnEdge => {
        const isOwn =
          dataset === undefined || dataset === version.manifest.name;
        const known = isOwn ? version.id : version.upstream.get(dataset);
        if (known === undefined) named.add(dataset!);
        return {
          from: { node: known ?? `dataset:${dataset}`, column },
          to: { node: version.id, column: name },
          ...(how && { transformation: how }),
          origin: version.path,
          commit: version.commit,
        };
      }),
    ),
  );
  return { edges, named };
}

/** Edges by which a column of one version is linked, over however many others. */
export function linkedTo(
  edges: readonly ColumnEdge[],
  node: string,
): readonly ColumnEdge[] {
  const linked = new Set<ColumnEdge>();
  for (const [near, far] of [
    ['to', 'from'],
    ['from', 'to'],
  ] as const) {
    const at = (edge: ColumnEdge, end: 'from' | 'to') =>
      JSON.stringify([edge[end].node, edge[end].column]);
    const open = edges.filter(edge => edge[near].node === node);
    const seen = new Set(open);
    for (const edge of seen) {
      linked.add(edge);
      for (const next of edges)
        if (at(next, near) === at(edge, far)) seen.add(next);
    }
  }
  return edges.filter(edge => linked.has(edge));
}
