import type { GraphNode } from '@greenroom/backstage-plugin-greenroom-common';

/** What stands for a title or a sentence that is not told. */
export const HIDDEN_TITLE = '(not shown to you)';
const NOTHING_TOLD = {
  commit: undefined,
  url: undefined,
  detail: undefined,
  transformation: undefined,
};

/** Nodes anywhere in an answer. */
export function nodesIn(answer: unknown): GraphNode[] {
  if (typeof answer !== 'object' || answer === null) return [];
  if (isNode(answer)) return [answer];
  return Object.values(answer).flatMap(nodesIn);
}

/** An answer in which nothing tells what assets are that are not visible but that there is something. */
export function maskAnswer<Answer>(
  answer: Answer,
  visible: ReadonlySet<string>,
): Answer {
  const hidden = new Set(
    nodesIn(answer)
      .filter(({ assetId }) => assetId !== undefined && !visible.has(assetId))
      .map(({ id }) => id),
  );
  return (hidden.size === 0 ? answer : masked(answer, hidden)) as Answer;
}

function masked(value: unknown, hidden: ReadonlySet<string>): unknown {
  if (Array.isArray(value)) return value.map(each => masked(each, hidden));
  if (typeof value !== 'object' || value === null) return value;
  if (isNode(value)) return hidden.has(value.id) ? withoutName(value) : value;
  if (isEdge(value))
    return [value.from, value.to].some(end => hidden.has(nodeAt(end)))
      ? {
          ...value,
          from: withoutColumn(value.from, hidden),
          to: withoutColumn(value.to, hidden),
          origin: HIDDEN_TITLE,
          ...NOTHING_TOLD,
        }
      : value;
  const tells = nodesIn(value).some(({ id }) => hidden.has(id));
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [
      name,
      name === 'message' && tells ? HIDDEN_TITLE : masked(each, hidden),
    ]),
  );
}

function withoutName(node: GraphNode): GraphNode {
  const { id, kind, depth, hidden, problems } = node;
  return {
    id,
    kind,
    depth,
    hidden,
    problems,
    title: HIDDEN_TITLE,
    subtitle: '',
    status: 'neutral',
  };
}

function isNode(value: object): value is GraphNode {
  return 'title' in value && 'hidden' in value && 'depth' in value;
}

/** Edges of columns name the column beside the node. */
type End = string | { readonly node: string; readonly column: string };

function nodeAt(end: End): string {
  return typeof end === 'string' ? end : end.node;
}

function withoutColumn(end: End, hidden: ReadonlySet<string>): End {
  return typeof end === 'string' || !hidden.has(end.node)
    ? end
    : { node: end.node, column: HIDDEN_TITLE };
}

function isEdge(value: object): value is { from: End; to: End } {
  return 'from' in value && 'to' in value && 'origin' in value;
}
