/** An edge, by its ends. */
export type Ends = { readonly from: string; readonly to: string };

/** What leads to a node and what follows from it, itself in both. */
export type Connected = {
  readonly upstream: ReadonlySet<string>;
  readonly downstream: ReadonlySet<string>;
};

/** Every node that leads to `node` and every one that follows from it; cycles end. */
export function connected(node: string, edges: readonly Ends[]): Connected {
  return {
    upstream: reach(
      node,
      edges.map(({ from, to }) => [to, from]),
    ),
    downstream: reach(
      node,
      edges.map(({ from, to }) => [from, to]),
    ),
  };
}

/** Whether an edge lies on a way to the node or from it: not merely between two that do. */
export function isOnPath(
  { from, to }: Ends,
  { upstream, downstream }: Connected,
): boolean {
  return (
    (upstream.has(from) && upstream.has(to)) ||
    (downstream.has(from) && downstream.has(to))
  );
}

function reach(
  start: string,
  steps: readonly (readonly [at: string, next: string])[],
): Set<string> {
  const next = new Map<string, string[]>();
  for (const [at, to] of steps) {
    const known = next.get(at);
    if (known) known.push(to);
    else next.set(at, [to]);
  }
  const seen = new Set([start]);
  // A set takes new members while it is gone through, and ends after the last.
  for (const at of seen) for (const to of next.get(at) ?? []) seen.add(to);
  return seen;
}
