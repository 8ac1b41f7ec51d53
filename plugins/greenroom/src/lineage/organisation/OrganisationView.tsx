import { useMemo } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import type {
  LineagePath,
  OrganisationLineage as Lineage,
} from '@greenroom/backstage-plugin-greenroom-common';
import { greenroomApiRef } from '../../api';
import { Panel } from '../../components/Panel';
import { plural } from '../../components/numbers';
import { useAnswer } from '../../components/useAnswer';
import { Compared } from '../Compared';
import { difference } from '../graph/difference';
import { LineageStage } from '../LineageStage';
import { layoutOf } from '../picture/LineagePicture';
import { markingOf } from '../picture/markingOf';
import { type AddressStep, endOf } from '../useLineageAddress';
import styles from '../lineage.module.css';
import type { OrganisationAddress } from './useOrganisationAddress';
import { drawnWay, organisationGraph } from './organisationGraph';
import { OrganisationDetail } from './OrganisationDetail';
import { WayBetween } from './WayBetween';

const CHOICES = [
  ['asset', 'one node an asset'],
  ['system', 'one node a system'],
  ['team', 'one node a team'],
] as const;
const NO_OBLIGATIONS: ReadonlyMap<string, readonly string[]> = new Map();

/** The picture or the table of all assets, the way between two of its nodes, and what is chosen. */
export function OrganisationView(props: {
  lineage: Lineage;
  /** The same at another day, where two are compared. */
  compared?: Lineage;
  address: OrganisationAddress;
  onChange: (change: AddressStep) => void;
}) {
  const { lineage, compared, address, onChange } = props;
  const both = useMemo(
    () => (compared ? difference(lineage, compared) : undefined),
    [lineage, compared],
  );
  const whole = both ?? lineage;
  const graph = useMemo(
    () => organisationGraph({ ...whole, opened: lineage.opened }),
    [whole, lineage],
  );
  const layout = useMemo(() => layoutOf(graph), [graph]);
  const selected = whole.nodes.find(({ id }) => id === address.node);
  const path = usePath(selected && address);
  const found = path.state === 'ready' ? path.value : undefined;
  const marking = useMemo(
    () =>
      markingOf(graph, whole.edges, {
        selected: selected?.id,
        wayTo: found && address.wayTo,
        way: found && drawnWay(found, graph),
        ofNode: both?.ofNode,
        ofEdge: both?.ofEdge,
        stale: new Map(whole.nodes.map(({ id, stale }) => [id, stale])),
        obligations: NO_OBLIGATIONS,
      }),
    [graph, whole, selected, found, address.wayTo, both],
  );
  const title = findingOf(lineage);
  return (
    <Panel
      title={title}
      note="Data flows from left to right. Open a team, a system or an asset to see what it stands for; choose two nodes to see the way between them. Repositories, people and pull requests stand in the lineage of each asset."
    >
      <LineageStage
        title={title}
        file="lineage-of-the-organisation.svg"
        lineage={whole}
        graph={graph}
        layout={layout}
        marking={marking}
        ofNode={both?.ofNode}
        selected={selected?.id}
        address={{ ...address, by: lineage.by }}
        choices={CHOICES}
        onChange={onChange}
      >
        <WayBetween
          nodes={whole.nodes}
          address={address}
          path={path}
          onChange={onChange}
        />
        <Notes lineage={lineage} />
        {both ? <Compared marks={both.ofNode} address={address} /> : null}
      </LineageStage>
      {selected ? (
        <OrganisationDetail
          lineage={whole}
          node={selected}
          address={address}
          onChange={onChange}
        />
      ) : null}
    </Panel>
  );
}

/** The way that the address names, once both of its ends are there. */
function usePath(
  address: Pick<OrganisationAddress, 'node' | 'wayTo' | 'at'> | undefined,
) {
  const api = useApi(greenroomApiRef);
  const { node, wayTo, at } = address ?? {};
  return useAnswer<LineagePath | undefined>(
    async () =>
      node && wayTo
        ? api.getLineagePath({ from: node, to: wayTo, at: at && endOf(at) })
        : undefined,
    [api, node, wayTo, at],
  );
}

function Notes(props: { lineage: Lineage }) {
  const { leftOff, hiddenAssets, by } = props.lineage;
  return (
    <>
      {leftOff > 0 ? (
        <p className={styles.note} role="note">
          {plural(leftOff, 'node')} with the fewest links{' '}
          {leftOff === 1 ? 'is' : 'are'} not shown.{' '}
          {by === 'team'
            ? 'Close what you need not see.'
            : 'Show one node a team, and open the teams that you mean.'}
        </p>
      ) : null}
      {hiddenAssets > 0 ? (
        <p className={styles.note} role="note">
          {plural(hiddenAssets, 'asset')} {hiddenAssets === 1 ? 'is' : 'are'}{' '}
          hidden from you; ways over {hiddenAssets === 1 ? 'it' : 'them'} are
          not drawn.
        </p>
      ) : null}
    </>
  );
}

function findingOf({ totals, nodes }: Lineage): string {
  const stale = nodes.reduce((sum, node) => sum + node.stale, 0);
  const whole = `${plural(totals.datasets, 'data set')} and ${plural(
    totals.models,
    'model',
  )} in ${plural(totals.versions, 'version')}, served by ${plural(
    totals.deployments,
    'deployment',
  )}`;
  return stale > 0 ? `${whole}: ${stale} no longer made of the newest` : whole;
}
