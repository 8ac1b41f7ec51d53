import ELK from 'elkjs/lib/elk.bundled.js';
import type {
  Lineage,
  LineageNode,
} from '@greenroom/backstage-plugin-greenroom-common';

/** Size of a node in CSS pixels; the style sheet draws it in this size. */
export const NODE_WIDTH = 210;
export const NODE_HEIGHT = 64;

export type Position = { x: number; y: number };

/** The column of each kind: what it is made from stands before it. */
const COLUMNS: Record<LineageNode['kind'], string> = {
  source: '0',
  dataset: '1',
  model: '2',
  run: '3',
};

/** Places nodes in layers along the flow of data. Throws what ELK throws. */
export async function layOut(
  lineage: Lineage,
  direction: 'RIGHT' | 'DOWN',
): Promise<Map<string, Position>> {
  const known = new Set(lineage.nodes.map(node => node.id));
  const graph = await new ELK().layout({
    id: 'lineage',
    layoutOptions: {
      'elk.algorithm': 'layered',
      'elk.direction': direction,
      'elk.partitioning.activate': 'true',
      'elk.spacing.nodeNode': '24',
      'elk.layered.spacing.nodeNodeBetweenLayers':
        direction === 'RIGHT' ? '90' : '56',
      'elk.layered.considerModelOrder.strategy': 'NODES_AND_EDGES',
    },
    children: lineage.nodes.map(node => ({
      id: node.id,
      width: NODE_WIDTH,
      height: NODE_HEIGHT,
      layoutOptions: { 'elk.partitioning.partition': COLUMNS[node.kind] },
    })),
    edges: lineage.edges
      .filter(edge => known.has(edge.from) && known.has(edge.to))
      .map((edge, index) => ({
        id: `edge ${index}`,
        sources: [edge.from],
        targets: [edge.to],
      })),
  });
  return new Map(
    (graph.children ?? []).map(child => [
      child.id,
      { x: child.x ?? 0, y: child.y ?? 0 },
    ]),
  );
}
