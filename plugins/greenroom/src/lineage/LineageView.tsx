import { useMemo } from 'react';
import type {
  AssetDetail,
  LineageAround,
  Obligations,
  StaleList,
} from '@greenroom/backstage-plugin-greenroom-common';
import { plural } from '../components/numbers';
import { Panel } from '../components/Panel';
import { Compared } from './Compared';
import { collapse } from './graph/collapse';
import { connected } from './graph/connected';
import { difference, edgeKey, type Mark } from './graph/difference';
import { LineageDetail } from './LineageDetail';
import { lineageFinding } from './lineageFinding';
import { LineageStage } from './LineageStage';
import { OrganisationLink } from './OrganisationLink';
import { layoutOf } from './picture/LineagePicture';
import { markingOf } from './picture/markingOf';
import { useLineageAddress } from './useLineageAddress';
import styles from './lineage.module.css';

const CHOICES = [
  ['asset', 'one node an asset'],
  ['version', 'every version'],
  ['team', 'one node a team'],
] as const;

/** The picture or the table, what is chosen in it, and what to choose from. */
export function LineageView(props: {
  asset: AssetDetail;
  lineage: LineageAround;
  /** The lineage at another day, where two are compared. */
  compared?: LineageAround;
  stale?: StaleList;
  obligations?: Obligations;
}) {
  const { asset, lineage, compared, stale, obligations } = props;
  const [address, goTo] = useLineageAddress();
  const { by, toggled, wayTo, against } = address;
  const both = useMemo(
    () => (compared ? difference(lineage, compared) : undefined),
    [lineage, compared],
  );
  const whole = both ?? lineage;
  const selected = whole.nodes.find(({ id }) => id === address.node);
  const graph = useMemo(
    () => collapse(whole, { by, toggled, ownAssetId: asset.id }),
    [whole, by, toggled, asset.id],
  );
  const layout = useMemo(() => layoutOf(graph), [graph]);
  const ofNode = useMemo(
    () =>
      selected && against
        ? upstreamMarks(whole.edges, selected.id, against)
        : both?.ofNode,
    [whole, selected, against, both],
  );
  const marking = useMemo(
    () =>
      markingOf(graph, whole.edges, {
        selected: selected?.id,
        wayTo,
        ofNode,
        ofEdge: both?.ofEdge,
        stale: new Map(stale?.items.map(({ node }) => [node.id, 1])),
        obligations: new Map(
          obligations?.edges.map(each => [edgeKey(each), each.words]),
        ),
      }),
    [graph, whole, selected, wayTo, ofNode, both, stale, obligations],
  );
  const title = lineageFinding(whole, asset.name);
  return (
    <Panel
      title={title}
      actions={<OrganisationLink asset={asset} />}
      note="Data flows from left to right, and down within an asset. Choose a node to see what leads to it and what follows from it; open a group to see its versions."
    >
      <LineageStage
        title={title}
        file={`lineage-of-${asset.name}.svg`}
        lineage={whole}
        graph={graph}
        layout={layout}
        marking={marking}
        ofNode={ofNode}
        obligations={obligations}
        selected={selected?.id}
        address={address}
        choices={CHOICES}
        onChange={goTo}
      >
        {lineage.leftOff > 0 ? (
          <p className={styles.note} role="note">
            {plural(lineage.leftOff, 'node')} farther away{' '}
            {lineage.leftOff === 1 ? 'is' : 'are'} not shown; the lineage of an
            asset nearer to {lineage.leftOff === 1 ? 'it' : 'them'} shows more.
          </p>
        ) : null}
        {both ? <Compared marks={both.ofNode} address={address} /> : null}
      </LineageStage>
      {selected ? (
        <LineageDetail
          lineage={whole}
          node={selected}
          marks={against ? ofNode : undefined}
          address={address}
          onChange={goTo}
        />
      ) : null}
    </Panel>
  );
}

/** What two nodes came from: what both have, and what one has alone. */
function upstreamMarks(
  edges: LineageAround['edges'],
  first: string,
  second: string,
): Map<string, Mark> {
  const [ofFirst, ofSecond] = [first, second].map(
    node => connected(node, edges).upstream,
  );
  return new Map(
    [...ofFirst, ...ofSecond].map(id => {
      const alone = ofFirst.has(id) ? 'first' : 'second';
      return [id, ofFirst.has(id) && ofSecond.has(id) ? 'both' : alone];
    }),
  );
}
