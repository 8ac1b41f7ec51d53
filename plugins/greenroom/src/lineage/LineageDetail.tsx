import type { GraphNode } from '@greenroom/backstage-plugin-greenroom-common';
import type { Graph, Mark } from './graph/difference';
import { shortestWay } from './graph/shortestWay';
import { Impact, ImpactToggle } from './Impact';
import { NodeSelect } from './NodeSelect';
import { NodeFacts } from './NodeFacts';
import type { AddressStep, LineageAddress } from './useLineageAddress';
import { Way } from './Way';
import styles from './lineage.module.css';

/** The selected node, and what to ask about it. */
export function LineageDetail(props: {
  lineage: Graph;
  node: GraphNode;
  /** Where its lineage is held against that of another. */
  marks?: ReadonlyMap<string, Mark>;
  address: LineageAddress;
  onChange: (change: AddressStep) => void;
}) {
  const { lineage, node, marks, address, onChange } = props;
  const titles = new Map(lineage.nodes.map(each => [each.id, each.title]));
  const titleOf = (id: string) => titles.get(id) ?? id;
  const others = lineage.nodes.filter(({ id }) => id !== node.id);
  return (
    <div className={styles.detail}>
      <NodeFacts lineage={lineage} node={node} />
      <div className={styles.controls}>
        <NodeSelect
          label="Way to"
          nodes={others}
          value={address.wayTo}
          onChange={wayTo => onChange({ wayTo })}
        />
        <NodeSelect
          label="Compare what it came from with"
          nodes={others}
          value={address.against}
          onChange={against => onChange({ against })}
        />
        <ImpactToggle impact={address.impact} onChange={onChange} />
      </div>
      {address.wayTo ? (
        <Way
          way={shortestWay(lineage.edges, node.id, address.wayTo)}
          titleOf={titleOf}
          missing={`Neither ${node.title} nor ${titleOf(
            address.wayTo,
          )} comes of the other.`}
        />
      ) : null}
      {marks && address.against ? (
        <CameFrom
          marks={marks}
          titles={[node.title, titleOf(address.against)]}
          titleOf={titleOf}
        />
      ) : null}
      {address.impact === 'shown' ? (
        <Impact start={{ node: node.id }} title={node.title} at={address.at} />
      ) : null}
    </div>
  );
}

function CameFrom(props: {
  marks: ReadonlyMap<string, Mark>;
  titles: readonly [string, string];
  titleOf: (id: string) => string;
}) {
  const { marks, titles, titleOf } = props;
  const named = (mark: Mark) =>
    [...marks].filter(([, each]) => each === mark).map(([id]) => titleOf(id));
  return (
    <dl className={styles.differences}>
      {(
        [
          [`Only ${titles[0]} came from`, named('first')],
          [`Only ${titles[1]} came from`, named('second')],
          ['Both came from', named('both')],
        ] as const
      ).map(([words, list]) => (
        <div key={words}>
          <dt>{words}</dt>
          <dd>{list.length > 0 ? list.join(', ') : 'nothing'}</dd>
        </div>
      ))}
    </dl>
  );
}
