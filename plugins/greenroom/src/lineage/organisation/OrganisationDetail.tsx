import { Button } from '@backstage/ui';
import type {
  LineageStart,
  OrganisationNode,
} from '@greenroom/backstage-plugin-greenroom-common';
import type { Graph } from '../graph/difference';
import { Impact, ImpactToggle } from '../Impact';
import { NodeFacts } from '../NodeFacts';
import type { AddressStep } from '../useLineageAddress';
import styles from '../lineage.module.css';
import type { OrganisationAddress } from './useOrganisationAddress';

/** The chosen node: what it is linked with, what opens it, and what is concerned where it is withdrawn. */
export function OrganisationDetail(props: {
  lineage: Graph;
  node: OrganisationNode;
  address: OrganisationAddress;
  onChange: (change: AddressStep) => void;
}) {
  const { lineage, node, address, onChange } = props;
  const start = startOf(node);
  return (
    <div className={styles.detail}>
      <NodeFacts lineage={lineage} node={node} />
      <div className={styles.controls}>
        {node.opens ? (
          <Button
            size="small"
            variant="secondary"
            onPress={() =>
              onChange({ toggled: new Set([...address.toggled, node.id]) })
            }
          >
            Open {node.title}
          </Button>
        ) : null}
        {start ? (
          <ImpactToggle impact={address.impact} onChange={onChange} />
        ) : null}
      </div>
      {start && address.impact === 'shown' ? (
        <Impact start={start} title={node.title} at={address.at} />
      ) : null}
    </div>
  );
}

/** A team or a system is not withdrawn. */
function startOf({
  id,
  assetId,
  members,
}: OrganisationNode): LineageStart | undefined {
  if (members === undefined) return { node: id };
  return assetId === undefined ? undefined : { assetId };
}
