/**
 * Groups of nodes each of which comes from each other: the strongly connected
 * components of more than one node, and nodes with an edge to themselves
 * (Tarjan 1972, without recursion). Nodes in order of their id.
 */
export function findCycles<Node extends string | number>(
  edges: readonly { readonly from: Node; readonly to: Node }[],
): Node[][] {
  const next = new Map<Node, Node[]>();
  for (const { from, to } of edges) {
    const ends = next.get(from);
    if (ends) ends.push(to);
    else next.set(from, [to]);
  }
  const index = new Map<Node, number>();
  const low = new Map<Node, number>();
  const onStack = new Set<Node>();
  const stack: Node[] = [];
  const found: Node[][] = [];
  for (const root of next.keys()) {
    if (index.has(root)) continue;
    const calls = [{ node: root, at: 0 }];
    while (calls.length > 0) {
      const call = calls.at(-1)!;
      const { node } = call;
      if (call.at === 0) {
        index.set(node, index.size);
        low.set(node, index.get(node)!);
        stack.push(node);
        onStack.add(node);
      }
      const to = next.get(node)?.[call.at++];
      if (to !== undefined) {
        if (!index.has(to)) calls.push({ node: to, at: 0 });
        else if (onStack.has(to))
          low.set(node, Math.min(low.get(node)!, index.get(to)!));
        continue;
      }
      calls.pop();
      const caller = calls.at(-1)?.node;
      if (caller !== undefined)
        low.set(caller, Math.min(low.get(caller)!, low.get(node)!));
      if (low.get(node) !== index.get(node)) continue;
      const members = stack.splice(stack.lastIndexOf(node));
      for (const member of members) onStack.delete(member);
      if (members.length > 1 || next.get(node)?.includes(node))
        found.push(members.sort());
    }
  }
  return found;
}
