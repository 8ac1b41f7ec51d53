import {
  declaredObligations,
  endsAt,
  judgeLicence,
  LineageGraph,
  type LineageNode,
  type LineageOfHistory,
  nodeOf,
  obligationsOf,
  sayObligation,
  type StatedManifest,
} from '@greenroom/governance';
import { licenceOf, type Manifest } from '@greenroom/manifest';
import { textTable } from '../textTable';

const assetOf = ({ kind, name }: LineageNode) => nodeOf(kind, name).id;

/** What the newest version of each asset is bound by, by whom, and the way it came. */
export function boundOf(
  { nodes, edges }: LineageOfHistory,
  starts: readonly LineageNode[],
  stated: readonly StatedManifest[],
  at: number | undefined,
): { readonly json: object; readonly text: string } {
  const graph = new LineageGraph(edges);
  const manifests = new Map<string, Manifest>();
  for (const { manifest, time } of stated) {
    const kind = manifest.kind === 'Dataset' ? 'dataset' : 'model';
    if (at === undefined || time <= at)
      manifests.set(nodeOf(kind, manifest.name, manifest.version).id, manifest);
  }
  const assets = new Map(nodes.map(node => [node.id, assetOf(node)]));
  const obliged = (id: string) => ({
    assetId: assets.get(id),
    manifest: manifests.get(id),
  });
  const newest = new Map(
    starts
      .filter(({ id }) => manifests.has(id))
      .map(node => [assetOf(node), node.id]),
  );
  const bound = [...newest.values()].flatMap(node => {
    const licence = licenceOf(manifests.get(node)!);
    return obligationsOf(
      graph,
      node,
      id => {
        const manifest = manifests.get(id);
        return manifest ? declaredObligations(manifest) : [];
      },
      {
        at,
        isMetAt: (kind, { from, to }) =>
          endsAt(kind, obliged(from), obliged(to)),
      },
    ).map(({ obligation, declaredBy, way }) => ({
      node,
      obligation,
      declaredBy,
      way,
      conflicts:
        obligation.kind === 'licence' && way.length > 0 && licence !== undefined
          ? judgeLicence(obligation.expression, licence)
          : [],
    }));
  });
  return {
    json: { bound },
    text: textTable(
      ['version', 'is bound by', 'declared by', 'by way of', 'conflict'],
      bound.map(({ node, obligation, declaredBy, way, conflicts }) => [
        node,
        sayObligation(obligation).words,
        declaredBy,
        way.map(({ kind, to }) => `→ ${kind} ${to}`).join(' '),
        conflicts.map(({ message }) => message).join(' '),
      ]),
    ),
  };
}
