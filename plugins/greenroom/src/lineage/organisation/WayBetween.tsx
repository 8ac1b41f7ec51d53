import type {
  GraphNode,
  LineagePath,
} from '@greenroom/backstage-plugin-greenroom-common';
import { Answered } from '../../components/Answered';
import type { Answer } from '../../components/useAnswer';
import { NodeSelect } from '../NodeSelect';
import { titlesOf } from '../titlesOf';
import type { AddressStep } from '../useLineageAddress';
import { Way } from '../Way';
import styles from '../lineage.module.css';
import type { OrganisationAddress } from './useOrganisationAddress';

/** The two ends of a way, and version by version how the one came to the other. */
export function WayBetween(props: {
  nodes: readonly GraphNode[];
  address: OrganisationAddress;
  path: Answer<LineagePath | undefined>;
  onChange: (change: AddressStep) => void;
}) {
  const { nodes, address, path, onChange } = props;
  const titleOf = titlesOf(nodes);
  return (
    <>
      <div className={styles.controls}>
        <NodeSelect
          label="Way from"
          nodes={nodes}
          value={address.node}
          onChange={node => onChange({ node, impact: undefined })}
        />
        <NodeSelect
          label="Way to"
          nodes={nodes.filter(({ id }) => id !== address.node)}
          value={address.wayTo}
          onChange={wayTo => onChange({ wayTo })}
        />
      </div>
      {address.node && address.wayTo ? (
        <div role="status">
          <Answered answer={path} what="the way between the two" lines={2}>
            {way =>
              way ? (
                <Way
                  way={way.direction === 'none' ? undefined : way.edges}
                  titleOf={titlesOf([...nodes, ...way.nodes])}
                  missing={`Neither ${titleOf(address.node!)} nor ${titleOf(
                    address.wayTo!,
                  )} comes of the other.`}
                />
              ) : null
            }
          </Answered>
        </div>
      ) : null}
    </>
  );
}
