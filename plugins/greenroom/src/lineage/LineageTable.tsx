import type { Lineage } from '@greenroom/backstage-plugin-greenroom-common';
import { StatusBadge } from '../components/StatusBadge';
import { KIND_NAMES, STATUS_WORDS, TONES } from './nodeWords';
import { ScrollRegion } from '../components/ScrollRegion';
import rowStyles from '../components/rows.module.css';
import styles from './lineage.module.css';

/** The same nodes and edges as the graph, for reading, searching and screen readers. */
export function LineageTable(props: {
  lineage: Lineage;
  selected?: string;
  onSelect: (nodeId: string | undefined) => void;
}) {
  const { lineage, selected, onSelect } = props;
  const titles = new Map(lineage.nodes.map(node => [node.id, node.title]));
  return (
    <ScrollRegion name="Lineage as a table">
      <table className={rowStyles.table}>
        <thead>
          <tr>
            <th scope="col">what</th>
            <th scope="col">kind</th>
            <th scope="col">state</th>
            <th scope="col">comes from</th>
          </tr>
        </thead>
        <tbody>
          {lineage.nodes.map(node => (
            <tr key={node.id}>
              <th scope="row">
                <button
                  type="button"
                  className={styles.toggle}
                  aria-pressed={node.id === selected}
                  onClick={() =>
                    onSelect(node.id === selected ? undefined : node.id)
                  }
                >
                  {node.title}
                </button>
                <span className={styles.origin}> {node.subtitle}</span>
              </th>
              <td>{KIND_NAMES[node.kind]}</td>
              <td>
                <StatusBadge status={node.status} tone={TONES[node.status]}>
                  {STATUS_WORDS[node.status]}
                </StatusBadge>
              </td>
              <td>
                {lineage.edges
                  .filter(edge => edge.to === node.id)
                  .map(edge => (
                    <span
                      key={`${edge.from} ${edge.kind}`}
                      className={styles.from}
                    >
                      {edge.kind} {titles.get(edge.from) ?? edge.from}
                      <span className={styles.origin}> ({edge.origin})</span>
                    </span>
                  ))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}
