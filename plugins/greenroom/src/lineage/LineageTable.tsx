import { useState } from 'react';
import type {
  GraphEdge,
  GraphNode,
  Obligations,
} from '@greenroom/backstage-plugin-greenroom-common';
import { Pager } from '../components/Pager';
import { ScrollRegion } from '../components/ScrollRegion';
import { StatusBadge } from '../components/StatusBadge';
import { When } from '../components/When';
import rowStyles from '../components/rows.module.css';
import stacked from '../components/stacked.module.css';
import { edgeWordsFrom } from './edgeWords';
import { edgeKey, type Mark } from './graph/difference';
import { kindName, PROBLEM_WORDS, STATUS_WORDS, TONES } from './nodeWords';
import styles from './lineage.module.css';

/** A page that is read rather than scrolled through. */
const ROWS = 100;

const MARKS: Readonly<Record<Mark | 'neither', string>> = {
  both: 'both',
  first: 'only here',
  second: 'only there',
  neither: '',
};

/** The same nodes and edges as the graph, for reading, searching and screen readers. */
export function LineageTable(props: {
  lineage: {
    readonly nodes: readonly GraphNode[];
    readonly edges: readonly GraphEdge[];
  };
  ofNode?: ReadonlyMap<string, Mark>;
  obligations?: Obligations;
  selected?: string;
  onSelect: (nodeId: string | undefined) => void;
}) {
  const { lineage, ofNode, obligations, selected, onSelect } = props;
  const [asked, setAsked] = useState(0);
  const offset = asked < lineage.nodes.length ? asked : 0;
  const titles = new Map(lineage.nodes.map(node => [node.id, node.title]));
  const riding = new Map(
    obligations?.edges.map(each => [edgeKey(each), each.words]),
  );
  return (
    <>
      <ScrollRegion name="Lineage as a table">
        <table className={`${rowStyles.table} ${stacked.stacked}`}>
          <thead>
            <tr>
              <th scope="col">what</th>
              <th scope="col">kind</th>
              <th scope="col">state</th>
              {ofNode ? <th scope="col">where</th> : null}
              <th scope="col">since</th>
              <th scope="col">comes from</th>
            </tr>
          </thead>
          <tbody>
            {lineage.nodes.slice(offset, offset + ROWS).map(node => (
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
                </th>
                <td>
                  {kindName({
                    kind: node.kind,
                    isGroup: node.members !== undefined,
                  })}
                </td>
                <td>
                  <StatusBadge status={node.status} tone={TONES[node.status]}>
                    {STATUS_WORDS[node.status]}
                  </StatusBadge>
                  {node.problems.map(problem => (
                    <StatusBadge key={problem} status={problem} tone="warning">
                      {PROBLEM_WORDS[problem]}
                    </StatusBadge>
                  ))}
                </td>
                {ofNode ? (
                  <td>{MARKS[ofNode.get(node.id) ?? 'neither']}</td>
                ) : null}
                <td>{node.since ? <When at={node.since} /> : null}</td>
                <td>
                  {lineage.edges
                    .filter(edge => edge.to === node.id)
                    .map(edge => (
                      <span key={edgeKey(edge)} className={styles.from}>
                        {edgeWordsFrom(
                          edge,
                          titles.get(edge.from) ?? edge.from,
                        )}
                        <span className={styles.origin}> ({edge.origin})</span>
                        {(riding.get(edgeKey(edge)) ?? []).map(words => (
                          <span key={words} className={styles.origin}>
                            , {words}
                          </span>
                        ))}
                      </span>
                    ))}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
      <Pager
        offset={offset}
        limit={ROWS}
        total={lineage.nodes.length}
        onMove={setAsked}
        what="nodes"
      />
    </>
  );
}
