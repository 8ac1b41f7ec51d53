import type { ErrorNode } from '@greenroom/backstage-plugin-greenroom-common';

/** Where a node stands: its column, and its line (halves are between lines). */
export type PlacedNode = {
  readonly node: ErrorNode;
  readonly depth: number;
  readonly line: number;
  /** Its place in the list, and that of its parent; the root has none. */
  readonly parent?: number;
  /** Among its brothers, from 1. */
  readonly position: number;
  readonly brothers: number;
};

/**
 * A tree drawn from left to right: leaves one below the other, each other node
 * in the middle of its children. In the order in which a tree is read: a node,
 * then what is below it.
 */
export function treeLayout(root: ErrorNode): PlacedNode[] {
  const placed: PlacedNode[] = [];
  let leaves = 0;
  const place = (
    node: ErrorNode,
    at: Pick<PlacedNode, 'depth' | 'parent' | 'position' | 'brothers'>,
  ): number => {
    const index = placed.length;
    placed.push({ node, line: 0, ...at });
    const lines = node.children.map((child, position) =>
      place(child, {
        depth: at.depth + 1,
        parent: index,
        position: position + 1,
        brothers: node.children.length,
      }),
    );
    const line =
      lines.length === 0 ? leaves++ : (lines[0] + lines[lines.length - 1]) / 2;
    placed[index] = { ...placed[index], line };
    return line;
  };
  place(root, { depth: 0, position: 1, brothers: 1 });
  return placed;
}
