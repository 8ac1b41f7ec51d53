import {
  EDGE_SENTENCES,
  type EdgeKind,
  type GraphEdge,
} from '@greenroom/backstage-plugin-greenroom-common';

/** "reader 1.0.0 trained on digits 1.1.0". */
export function edgeSentence(
  { from, to, kind }: Pick<GraphEdge, 'from' | 'to' | 'kind'>,
  titleOf: (id: string) => string,
): string {
  const [subject, object] =
    EDGE_SENTENCES[kind] === 'to' ? [to, from] : [from, to];
  return `${titleOf(subject)} ${kind} ${titleOf(object)}`;
}

/** The different kinds among edges, each once. */
export function kindsOf(
  edges: readonly { readonly kind: EdgeKind }[],
): readonly EdgeKind[] {
  return [...new Set(edges.map(({ kind }) => kind))];
}

/** An edge as it is said of the end it leads to: "trained on digits 1.1.0", "#12 merged into it". */
export function edgeWordsFrom(
  { kind }: Pick<GraphEdge, 'kind'>,
  fromTitle: string,
): string {
  return EDGE_SENTENCES[kind] === 'to'
    ? `${kind} ${fromTitle}`
    : `${fromTitle} ${kind} it`;
}
