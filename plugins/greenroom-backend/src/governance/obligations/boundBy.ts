import type {
  BoundObligation,
  GraphEdge,
  GraphNode,
  Obligations,
} from '@greenroom/backstage-plugin-greenroom-common';
import {
  declaredObligations,
  EDGE_KINDS,
  endsAt,
  type Inherited,
  judgeLicence,
  type LineageEdge,
  LineageGraph,
  type ObligedNode,
  obligationsOf,
  ridingObligations,
  sayObligation,
} from '@greenroom/governance';
import { licenceOf } from '@greenroom/manifest';

type Neighbourhood = {
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
  readonly leftOff: number;
};

/** A licence of what it was made of does not agree with its own; or nobody has read one of them for this. */
type Verdict = Pick<BoundObligation, 'verdict' | 'because'>;

/**
 * What a node is bound by, and what rides on the edges around it.
 *
 * @param node - undefined where the asset has no version yet
 * @param obliged - of a node: its asset, and the newest manifest that declares it
 */
export function boundBy(
  { nodes, edges, leftOff }: Neighbourhood,
  node: GraphNode | undefined,
  obliged: (nodeId: string) => ObligedNode,
): Obligations {
  const flowing = edges.flatMap(edge => {
    const library = toLibrary(edge);
    return library ? [{ edge, library }] : [];
  });
  const shown = new Map(flowing.map(({ edge, library }) => [library, edge]));
  const library = flowing.map(each => each.library);
  const declared = (id: string) => {
    const { manifest } = obliged(id);
    return manifest ? declaredObligations(manifest) : [];
  };
  const isMetAt = (kind: BoundObligation['kind'], { from, to }: LineageEdge) =>
    endsAt(kind, obliged(from), obliged(to));
  const own = node && obliged(node.id).manifest;
  const licence = own && licenceOf(own);
  const known = new Map(nodes.map(each => [each.id, each]));
  const bound = node
    ? obligationsOf(new LineageGraph(library), node.id, declared, { isMetAt })
    : [];
  const riding = ridingObligations(library, declared, { isMetAt });
  return {
    ...(node && { node }),
    ...(licence !== undefined && { licence }),
    bound: bound.map((inherited): BoundObligation => {
      const ids = inherited.way.flatMap(({ from, to }) => [from, to]);
      return {
        kind: inherited.obligation.kind,
        ...sayObligation(inherited.obligation),
        declaredBy: known.get(inherited.declaredBy)!,
        way: inherited.way.map(edge => shown.get(edge)!),
        by: [...new Set(ids)].flatMap(id => known.get(id) ?? []),
        ...verdictOf(inherited, licence),
      };
    }),
    edges: flowing.flatMap(({ edge: { from, to, kind } }, i) =>
      riding[i].length > 0
        ? [
            {
              from,
              to,
              kind,
              words: riding[i].map(each => sayObligation(each).words),
            },
          ]
        : [],
    ),
    leftOff,
  };
}

function verdictOf(
  { obligation, way }: Inherited,
  licence: string | undefined,
): Verdict {
  if (obligation.kind !== 'licence') return { because: [] };
  const { expression } = obligation;
  // Held against itself it tells whether anybody has read what it asks for.
  const conflicts = judgeLicence(
    expression,
    way.length === 0 || licence === undefined ? expression : licence,
  ).filter(
    ({ what }) =>
      way.length > 0 || what === 'unknown licence' || what === 'no expression',
  );
  if (conflicts.length === 0)
    return licence === undefined
      ? {
          verdict: 'unknown',
          because: [
            'This version declares no licence to hold it against. Add a license to its manifest.',
          ],
        }
      : { verdict: 'fine', because: [] };
  const isUnknown = conflicts.every(
    ({ what }) => what === 'unknown licence' || what === 'no expression',
  );
  return {
    verdict: isUnknown ? 'unknown' : 'conflict',
    because: [...new Set(conflicts.map(({ message }) => message))],
  };
}

function toLibrary({
  from,
  to,
  kind,
  origin,
  commit,
}: GraphEdge): LineageEdge | undefined {
  const flows = EDGE_KINDS.find(each => each === kind);
  return flows && { from, to, kind: flows, origin, ...(commit && { commit }) };
}
