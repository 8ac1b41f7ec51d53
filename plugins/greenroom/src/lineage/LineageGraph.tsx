import { useEffect, useMemo, useState } from 'react';
import {
  Background,
  Controls,
  type Edge,
  Handle,
  MarkerType,
  type Node,
  type NodeProps,
  Position as Side,
  ReactFlow,
} from '@xyflow/react';
import '@xyflow/react/dist/style.css';
import type {
  Lineage,
  LineageNode,
} from '@greenroom/backstage-plugin-greenroom-common';
import { Failure } from '../components/Failure';
import { Loading } from '../components/Loading';
import { StatusBadge } from '../components/StatusBadge';
import { connected } from './connected';
import { isNarrow } from './isNarrow';
import { layOut, NODE_HEIGHT, NODE_WIDTH, type Position } from './layout';
import { KIND_NAMES, STATUS_WORDS, TONES } from './nodeWords';
import styles from './lineage.module.css';

type Shown = {
  node: LineageNode;
  selected: boolean;
  faint: boolean;
  own: boolean;
  down: boolean;
  onSelect: (id: string | undefined) => void;
};
type FlowNode = Node<Shown, 'lineage'>;

/** Room above and below the graph, in CSS pixels; the controls stand in it. */
const FRAME = 80;

function LineageFlowNode({ data }: NodeProps<FlowNode>) {
  const { node, selected, faint, own, down, onSelect } = data;
  return (
    <>
      <Handle
        type="target"
        position={down ? Side.Top : Side.Left}
        className={styles.handle}
        isConnectable={false}
      />
      <button
        type="button"
        className={`${styles.node} nodrag`}
        style={{ width: NODE_WIDTH, height: NODE_HEIGHT }}
        data-faint={faint}
        data-own={own}
        aria-pressed={selected}
        onClick={() => onSelect(selected ? undefined : node.id)}
      >
        <span className={styles.kind}>
          {KIND_NAMES[node.kind]}
          {node.status === 'neutral' ? null : (
            <StatusBadge status={node.status} tone={TONES[node.status]}>
              {STATUS_WORDS[node.status]}
            </StatusBadge>
          )}
        </span>
        <span className={styles.title} title={node.title}>
          {node.title}
        </span>
        <span className={styles.subtitle} title={node.subtitle}>
          {node.subtitle}
        </span>
      </button>
      <Handle
        type="source"
        position={down ? Side.Bottom : Side.Right}
        className={styles.handle}
        isConnectable={false}
      />
    </>
  );
}

const nodeTypes = { lineage: LineageFlowNode };

/** The graph; nodes are buttons, in the order in which data flows. */
export function LineageGraph(props: {
  lineage: Lineage;
  assetId: string;
  selected?: string;
  onSelect: (nodeId: string | undefined) => void;
}) {
  const { lineage, assetId, selected, onSelect } = props;
  const [down] = useState(isNarrow);
  const [positions, setPositions] = useState<Map<string, Position>>();
  const [error, setError] = useState<Error>();

  useEffect(() => {
    let current = true;
    layOut(lineage, down ? 'DOWN' : 'RIGHT').then(
      placed => current && setPositions(placed),
      cause =>
        current &&
        setError(cause instanceof Error ? cause : new Error(String(cause))),
    );
    return () => {
      current = false;
    };
  }, [lineage, down]);

  const path = useMemo(
    () => (selected ? connected(selected, lineage.edges) : undefined),
    [selected, lineage.edges],
  );
  const nodes = useMemo<FlowNode[]>(() => {
    if (!positions) return [];
    return lineage.nodes
      .map(node => ({
        id: node.id,
        type: 'lineage' as const,
        position: positions.get(node.id) ?? { x: 0, y: 0 },
        width: NODE_WIDTH,
        height: NODE_HEIGHT,
        data: {
          node,
          selected: node.id === selected,
          faint: path !== undefined && !path.has(node.id),
          own: node.assetId === assetId,
          down,
          onSelect,
        },
      }))
      .sort(
        (a, b) => a.position.x - b.position.x || a.position.y - b.position.y,
      );
    // onSelect writes to the address bar and is as good when it is old.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [lineage, positions, path, selected, assetId, down]);
  const edges = useMemo<Edge[]>(
    () =>
      lineage.edges.map((edge, index) => {
        const on =
          path === undefined || (path.has(edge.from) && path.has(edge.to));
        return {
          id: `${index}`,
          source: edge.from,
          target: edge.to,
          label: path && on ? edge.kind : undefined,
          className: on ? styles.edge : styles.edgeFaint,
          markerEnd: { type: MarkerType.ArrowClosed },
        };
      }),
    [lineage, path],
  );

  if (error) {
    return (
      <Failure
        what="The graph could not be drawn."
        error={error}
        still="The table holds the same nodes and edges."
        remedy="Choose “As a table” above."
      />
    );
  }
  if (!positions) return <Loading what="the graph" lines={6} />;
  const tall =
    Math.max(...[...positions.values()].map(({ y }) => y)) +
    NODE_HEIGHT +
    FRAME;
  return (
    <div
      className={styles.graph}
      style={{ height: `clamp(300px, ${tall}px, 70vh)` }}
      role="group"
      aria-label="Lineage graph"
    >
      <ReactFlow
        nodes={nodes}
        edges={edges}
        nodeTypes={nodeTypes}
        fitView
        fitViewOptions={{ maxZoom: 1, padding: 0.08 }}
        minZoom={0.2}
        nodesDraggable={false}
        nodesConnectable={false}
        nodesFocusable={false}
        edgesFocusable={false}
        elementsSelectable={false}
        zoomOnScroll={false}
        preventScrolling={false}
        proOptions={{ hideAttribution: true }}
      >
        <Background />
        <Controls
          showInteractive={false}
          position="top-right"
          orientation="horizontal"
        />
      </ReactFlow>
    </div>
  );
}
